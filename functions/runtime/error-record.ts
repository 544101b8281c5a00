import { errorReasons } from './error-reasons.ts';
import { isErrorCode } from './is-error-code.ts';
import { isErrorName } from './is-error-name.ts';

/** An error as it is logged: what it is and where it came from, in no words but those of this code and the platform. */
export interface ErrorRecord {
  readonly name: string;
  /** The code that Node, Chromium or this service gives it, such as `ECONNREFUSED`. */
  readonly code?: string;
  /** What of its message can be nobody's but the platform's. */
  readonly said?: string;
  /** Of a cancelled transaction its writes', of a ZodError its issues' codes, in their order. */
  readonly reasons?: readonly string[];
  /** HTTP status of an AWS service's answer, and the id by which AWS knows the request. */
  readonly awsStatus?: number;
  readonly awsRequest?: string;
  /** Where it was made, the innermost first: `file:line:column`. */
  readonly at: readonly string[];
  readonly cause?: ErrorRecord;
  /** Of an AggregateError. */
  readonly errors?: readonly ErrorRecord[];
}

const MOST_CAUSES = 5;
const MOST_ERRORS = 3;
const MOST_FRAMES = 10;

// Messages quote what callers sent, in more forms than anyone can list: V8's JSON parser the body, Chromium the address
// with its query, AWS a wrong parameter, a page whatever it likes. A password may be a plain word, so no pattern finds
// it. Hence no message is logged, but for these words, which say what the name does not; the rest is where it was thrown.
const platformWords: readonly RegExp[] = [
  /\bnet::ERR_[A-Z_]{1,60}/,
  /^Protocol error \([A-Z][A-Za-z]{1,30}\.[a-z][A-Za-z]{1,40}\)/,
  /\bnot authorized to perform: [a-z0-9-]{1,30}:[A-Z][A-Za-z]{1,50}/,
];

const saidIn = (message: string): string | undefined => {
  const said = platformWords.flatMap((words) => words.exec(message)?.[0] ?? []);
  return said.length === 0 ? undefined : said.join('; ');
};

/** A file of this code, of a package or of Node, with line and column: a page's scripts have addresses. */
const placePattern = /^(?:node:[\w/]{1,60}|(?:file:\/\/)?\/[\w@+.% /-]{1,250}\.[cm]?[jt]s):\d{1,7}:\d{1,7}$/;

// `    at name (place)`, or without a name `    at place`. The names of functions may be a page's.
const placeIn = (frame: string): string | undefined => {
  const place = frame.endsWith(')')
    ? frame.slice(frame.lastIndexOf(' (') + 2, -1)
    : frame.replace(/^ {4}at (?:async )?/, '');
  return placePattern.test(place) ? place : undefined;
};

const placesOf = ({ stack = '', message }: Error): string[] => {
  // The stack begins with the message, which could have lines that look like frames.
  const start = stack.indexOf(message);
  return stack
    .slice(start === -1 ? 0 : start + message.length)
    .split('\n', 100)
    .filter((line) => line.startsWith('    at '))
    .flatMap((line) => placeIn(line) ?? [])
    .slice(0, MOST_FRAMES);
};

/** As AWS's services number requests: most by a UUID, DynamoDB by 52 characters, S3 by 16. */
const requestPattern = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Z0-9]{52}|[A-Z0-9]{16})$/;

const textOf = (value: unknown, isKnown: (text: string) => boolean): string | undefined =>
  typeof value === 'string' && isKnown(value) ? value : undefined;

/** What the SDK notes of the answer that it made an error of. */
const awsOf = (error: Error): Pick<ErrorRecord, 'awsStatus' | 'awsRequest'> => {
  const { $metadata: about } = error as { readonly $metadata?: { readonly [field: string]: unknown } };
  const status = about?.['httpStatusCode'];
  const request = textOf(about?.['requestId'], (id) => requestPattern.test(id));
  return {
    ...(typeof status === 'number' && { awsStatus: status }),
    ...(request !== undefined && { awsRequest: request }),
  };
};

const innerOf = (error: Error, depth: number): Pick<ErrorRecord, 'cause' | 'errors'> => {
  if (depth >= MOST_CAUSES) return {};
  const several = error instanceof AggregateError ? error.errors.slice(0, MOST_ERRORS) : [];
  return {
    ...(error.cause !== undefined && { cause: errorRecord(error.cause, depth + 1) }),
    ...(several.length > 0 && { errors: several.map((one) => errorRecord(one, depth + 1)) }),
  };
};

/** Name, codes, reasons, places and causes of whatever was thrown, without its message and without anything of a caller's. */
export const errorRecord = (thrown: unknown, depth = 0): ErrorRecord => {
  if (!(thrown instanceof Error)) return { name: typeof thrown, at: [] };
  const code = textOf((thrown as { readonly code?: unknown }).code, isErrorCode);
  const said = saidIn(thrown.message);
  const reasons = errorReasons(thrown);
  return {
    name: textOf(thrown.name, isErrorName) ?? 'Error',
    ...(code !== undefined && { code }),
    ...(said !== undefined && { said }),
    ...(reasons.length > 0 && { reasons }),
    ...awsOf(thrown),
    at: placesOf(thrown),
    ...innerOf(thrown, depth),
  };
};
