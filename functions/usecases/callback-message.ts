import { createHmac } from 'node:crypto';
import { type CallbackBody, callbackBody } from '../domain/callback-body.ts';
import type { CaptureIn } from '../domain/capture.ts';
import { heldPath } from '../domain/held-path.ts';
import type { CallbackRequest } from '../ports/callback-sender.ts';
import type { Envelopes } from '../ports/envelopes.ts';
import type { HeldFiles } from '../ports/held-files.ts';
import { openPage } from './open-page.ts';

export interface CallbackMessageDependencies {
  readonly envelopes: Pick<Envelopes, 'open'>;
  readonly held: Pick<HeldFiles, 'stream'>;
}

type Ended = CaptureIn<'done'> | CaptureIn<'failed'>;

/** What a capture's callback is made of, with what was sealed of it opened. */
export interface OpenedCallback {
  readonly url: string;
  readonly secret?: string | undefined;
  readonly body: CallbackBody;
}

/** Opens what was sealed. Throws when that is gone or KMS does not answer. */
export const openCallback = async (
  { envelopes }: Pick<CallbackMessageDependencies, 'envelopes'>,
  one: Ended,
): Promise<OpenedCallback> => {
  const { sealed, callback, accountId, token } = one;
  if (callback === undefined) throw new Error('The capture has no callback.');
  const page = await openPage({ envelopes }, one);
  if (page === undefined) throw new Error('The address of the capture is gone.');
  const secret =
    sealed?.secret === undefined
      ? undefined
      : (await envelopes.open(accountId, sealed)).open(token, 'secret', sealed.secret);
  return { url: callback.url, secret, body: callbackBody(one, { url: page.url, secret }) };
};

/** The body's bytes as they come: the file is never held as a whole. */
async function* bytesOf(
  { held }: Pick<CallbackMessageDependencies, 'held'>,
  one: Ended,
  { head, tail, hasFile }: CallbackBody,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(head);
  if (hasFile) yield* held.stream(heldPath(one));
  yield Buffer.from(tail);
}

/** Standard Webhooks: HMAC-SHA256 over id, timestamp and raw body; the key is the UTF-8 bytes of the secret. */
const signature = async (
  secret: string,
  signed: { readonly id: string; readonly timestamp: string },
  body: AsyncIterable<Uint8Array>,
): Promise<string> => {
  const hmac = createHmac('sha256', Buffer.from(secret, 'utf8'));
  hmac.update(`${signed.id}.${signed.timestamp}.`);
  for await (const chunk of body) hmac.update(chunk);
  return `v1,${hmac.digest('base64')}`;
};

/**
 * One attempt's request at `now` (Unix ms): the body and the id are those of every attempt, the time and the signature
 * its own. With a secret the file is read twice, since the signature comes before it. Throws when it cannot be read.
 */
export const callbackMessage = async (
  deps: CallbackMessageDependencies,
  one: Ended,
  { url, secret, body }: OpenedCallback,
  now: number,
): Promise<CallbackRequest> => {
  const id = `msg_${one.token}`;
  const timestamp = String(Math.floor(now / 1_000));
  const bytes = () => bytesOf(deps, one, body);
  const fileSize = one.status === 'done' ? one.result.fileSize : 0;
  return {
    url,
    headers: {
      'content-type': body.contentType,
      'user-agent': 'Snapstack-Callback/1',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      ...(secret && { 'webhook-signature': await signature(secret, { id, timestamp }, bytes()) }),
    },
    length: Buffer.byteLength(body.head) + fileSize + Buffer.byteLength(body.tail),
    body: bytes,
  };
};
