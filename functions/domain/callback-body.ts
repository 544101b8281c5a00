import { type Capture, type CaptureIn, hasEnded } from './capture.ts';
import { formats } from './formats.ts';
import { fileName } from './held-path.ts';
import { renderFailures } from './render-failure.ts';

/** A multipart body whose file, if it has one, lies between two texts. */
export interface CallbackBody {
  readonly contentType: string;
  readonly head: string;
  readonly hasFile: boolean;
  readonly tail: string;
}

/** What of the caller's is sent back. */
interface Echoed {
  readonly url: string;
  readonly secret?: string | undefined;
}

const textParts = (one: CaptureIn<'done'> | CaptureIn<'failed'>, { url, secret }: Echoed) => [
  ['status', one.status === 'done' ? 'OK' : 'ERR'],
  ['token', one.token],
  ['job_id', String(one.jobId)],
  ['format', one.options.format],
  ['url', url],
  ...(secret ? [['callback_secret', secret]] : []),
  ...(one.status === 'failed'
    ? [
        ['error', one.failure],
        ['detail', renderFailures[one.failure]],
      ]
    : []),
];

/**
 * The body of a callback (contract, "Callbacks"), the same for all attempts. Throws when the capture has not ended. The
 * boundary is the token, which nobody knew when they chose what is sent back, so none of that can end a part early.
 */
export const callbackBody = (one: Capture, echoed: Echoed): CallbackBody => {
  if (!hasEnded(one)) throw new Error('A capture that has not ended has nothing to send.');
  const boundary = `snapstack-${one.token}`;
  const part = (disposition: string, rest: string): string =>
    `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n${rest}`;
  const texts = textParts(one, echoed).map(([name, value]) => part(`name="${name}"`, `\r\n${value}\r\n`));
  const end = `--${boundary}--\r\n`;
  const hasFile = one.status === 'done';
  const file = hasFile
    ? [
        part(
          `name="file"; filename="${fileName(one)}"`,
          `Content-Type: ${formats[one.options.format].contentType}\r\n\r\n`,
        ),
      ]
    : [];
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    head: [...texts, ...file].join(''),
    hasFile,
    tail: hasFile ? `\r\n${end}` : end,
  };
};
