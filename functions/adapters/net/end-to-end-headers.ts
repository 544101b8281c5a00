/** Headers that belong to one connection and not to the message (RFC 9110, 7.6.1), and what is said to a proxy. */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Headers that say where a message goes and where it ends. They are written anew, whatever `Connection` claims. */
const framing: ReadonlySet<string> = new Set(['host', 'content-length']);

/** What the Connection headers of a message declare to be theirs, in lower case. */
const nominatedIn = (raw: readonly string[]): ReadonlySet<string> =>
  new Set(
    raw
      .filter((_, index) => index % 2 === 1 && raw[index - 1]?.toLowerCase() === 'connection')
      .flatMap((value) => value.split(',').map((token) => token.trim().toLowerCase())),
  );

/**
 * What of a message's headers (names and values in turn, as node:http's rawHeaders) is for the other end: order, case and
 * repetitions stay. Without Host and Content-Length, and without a Via: it makes common servers send pages uncompressed.
 */
export const endToEndHeaders = (raw: readonly string[]): string[] => {
  const nominated = nominatedIn(raw);
  const kept: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [name = '', value = ''] = raw.slice(index, index + 2);
    const lower = name.toLowerCase();
    if (!hopByHop.has(lower) && !framing.has(lower) && !nominated.has(lower)) kept.push(name, value);
  }
  return kept;
};
