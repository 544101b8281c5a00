import * as z from 'zod';

const thrownBy = (run: () => unknown): Error => {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
};

/** One that has a secret of a single word in whatever of it may be logged. */
const inFields = (word: string): Error =>
  Object.assign(new Error(word), {
    name: word,
    code: word,
    $metadata: { httpStatusCode: 400, requestId: word },
    CancellationReasons: [{ Code: word }],
    issues: [{ code: word, path: [word] }],
    stack: `${word}: ${word}\n    at ${word} (${word}:1:1)\n    at ${word}\n    at async ${word}`,
  });

/**
 * Errors that tell a secret in every way that an error can, by what they are; `words` are secrets in the shapes that a
 * code, a name or an id could have.
 */
export const tellingErrors = (
  secret: string,
  words: readonly string[],
): Readonly<Record<string, () => unknown>> => ({
  ...Object.fromEntries(words.map((word) => [`the fields of one, as ${word}`, () => inFields(word)])),
  'an error with a message': () => new Error(`no account for ${secret}`),
  'one with several lines, of which one looks like a frame': () =>
    new TypeError(`x\n    at ${secret} (/functions/${secret}.ts:1:1)`),
  'a cause of a cause': () => new Error('x', { cause: new Error('y', { cause: new Error(secret) }) }),
  'a cause that is a text': () => new Error('x', { cause: secret }),
  'a stack that was written later': () =>
    Object.assign(new Error('x'), {
      stack: `Error: ${secret}\n    at ${secret} (https://${secret}/a.js:1:1)`,
    }),
  'a name and a code': () => Object.assign(new Error('x'), { name: `${secret} said`, code: `no: ${secret}` }),
  'several errors': () =>
    new AggregateError([new Error(secret), secret, new Error('x', { cause: secret })], secret),
  'a text': () => secret,
  'an object': () => ({ message: secret, toString: () => secret, toJSON: () => secret }),
  'one of the AWS SDK': () =>
    Object.assign(new Error(`Value '${secret}' at 'key' is not valid`), {
      name: 'ValidationException',
      $fault: 'client',
      $service: 'DynamoDB',
      $metadata: { httpStatusCode: 400, requestId: 'request-of-aws', cfId: secret },
      $response: { headers: { authorization: secret }, body: secret },
      CancellationReasons: [{ Code: 'None', Item: { key: { S: secret } } }],
    }),
  'one of a JSON parser': () => thrownBy(() => JSON.parse(secret)),
  'one of the URL parser': () => thrownBy(() => new URL(secret)),
  'one of zod that keeps what it was given': () =>
    thrownBy(() => z.object({ [secret]: z.string() }).parse({ [secret]: 1 }, { reportInput: true })),
  'one of TLS': () =>
    Object.assign(new Error(`Host: ${secret} is not in the cert's altnames`), {
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
      host: secret,
      reason: secret,
      cert: { subject: { CN: secret } },
    }),
  'one of DNS': () =>
    Object.assign(new Error(`getaddrinfo ENOTFOUND ${secret}`), { code: 'ENOTFOUND', hostname: secret }),
  'one of Chromium': () => new Error(`net::ERR_FAILED at https://${secret}/?${secret}`),
  'one that shows itself': () =>
    Object.assign(new Error('x'), {
      toJSON: () => secret,
      [Symbol.for('nodejs.util.inspect.custom')]: () => secret,
    }),
});
