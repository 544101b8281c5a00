/** An error as it is logged. */
export interface ErrorRecord {
  readonly name: string;
  readonly message: string;
  readonly stack: readonly string[];
  readonly cause?: ErrorRecord;
}

const MAX_CAUSES = 5;

// Messages quote what callers sent. Of a URL its scheme is enough, since a private capture's host
// is as private as the rest; a word of 12 or 32 letters and digits may be a key or
// a token, unless it is all of one case without a digit, which one key in 30,000 is and many words are; what a JSON
// parser quotes is the caller's body.
const redact = (message: string): string =>
  message
    .slice(0, 500)
    .replaceAll(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s"']+/gi, '$1…')
    .replaceAll(/\b(?![a-z]+\b|[A-Z]+\b)(?:[A-Za-z0-9]{32}|[A-Za-z0-9]{12})\b/g, '…')
    .replaceAll(/("[^"]*"\.\.\. |"[^"]*" )is not valid JSON/g, '… is not valid JSON');

const frames = (error: Error): string[] =>
  (error.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 10);

/** Name, redacted message, stack frames and causes of whatever was thrown. */
export const errorRecord = (thrown: unknown, depth = 0): ErrorRecord => {
  if (!(thrown instanceof Error)) return { name: typeof thrown, message: '', stack: [] };
  const record = { name: thrown.name, message: redact(thrown.message), stack: frames(thrown) };
  return thrown.cause === undefined || depth >= MAX_CAUSES
    ? record
    : { ...record, cause: errorRecord(thrown.cause, depth + 1) };
};
