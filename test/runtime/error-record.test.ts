import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { parseAllowList } from '../../functions/domain/allow-list.ts';
import { errorRecord } from '../../functions/runtime/error-record.ts';

/** What `run` throws. */
const thrownBy = (run: () => unknown): unknown => {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

describe('of a message only words of the platform are kept', () => {
  test.each([
    ['net::ERR_FAILED at https://user:pass@example.com:8080/a/b?token=secret#x', 'net::ERR_FAILED'],
    ['Protocol error (Page.navigate): Cannot navigate to hunter2', 'Protocol error (Page.navigate)'],
    [
      'User: arn:aws:sts::1:assumed-role/hunter2 is not authorized to perform: kms:Decrypt on resource: hunter2',
      'not authorized to perform: kms:Decrypt',
    ],
    ['Protocol error (hunter2): no', undefined],
    ['no account for key aB3kR7mZx9Lq', undefined],
    ['my password is correct horse battery staple', undefined],
    ['', undefined],
  ])('%s', (message, said) => {
    expect(errorRecord(new Error(message)).said).toBe(said);
    expect(JSON.stringify(errorRecord(new Error(message)))).not.toMatch(
      /hunter2|secret|example|aB3kR7mZx9Lq|horse/,
    );
  });

  test('of a JSON parser that quotes the body: nothing, whatever the body has in quotes', () => {
    for (const body of ['{"pass":"hunter2","x":oops}', 'hunter2', '{"a":hunter2}']) {
      const thrown = thrownBy(() => JSON.parse(body));
      // The premise: V8 does quote.
      expect(String(thrown)).toContain('ter2');
      expect(JSON.stringify(errorRecord(thrown))).not.toContain('ter2');
    }
  });
});

describe('it is told where it was thrown', () => {
  test('by places of this code, of packages and of Node, innermost first', () => {
    const thrown = thrownBy(() => parseAllowList(['a b']));
    expect(errorRecord(thrown).at[0]).toMatch(
      /^(?:file:\/\/)?\/.+\/functions\/domain\/allow-list\.ts:\d+:\d+$/,
    );
    expect(errorRecord(thrown).at.some((place) => place.includes('/node_modules/'))).toBe(true);
  });

  test('by no line of the message, which can look like a place', () => {
    const error = new Error('x\n    at hunter2 (/functions/hunter2.ts:1:1)');
    expect(error.stack).toContain('functions/hunter2.ts');
    expect(errorRecord(error).at.join()).not.toContain('hunter2');
  });

  test('by no address of a page and no name of a function', () => {
    const error = new Error('x');
    error.stack = [
      'Error: x',
      '    at hunter2 (https://example.com/functions/hunter2.js:1:1)',
      '    at https://example.com/functions/hunter2.js:1:1',
      '    at /hunter2 words (https://example.com/hunter2.js:1:1)',
      '    at hunter2 (/a (https://example.com/hunter2.js:1:1)',
      '    at hunter2 (/hunter2 and no file:1:1)',
      '    at hunter2 (<anonymous>)',
      '    at hunter2 (hunter2.js:1:1)',
      '    at async node:net:1:1',
      '    at hunter2 (file:///var/task/functions/usecases/sweep.ts:12:5)',
    ].join('\n');
    expect(errorRecord(error).at).toEqual([
      'node:net:1:1',
      'file:///var/task/functions/usecases/sweep.ts:12:5',
    ]);
  });
});

test('in a folder with a space, too', () => {
  const error = new Error('x');
  const place = '/Users/John Doe/service/functions/usecases/sweep.ts:12:5';
  const frames = [place, `async ${place}`, `sweep (${place})`, `async sweep (file://${place})`];
  error.stack = ['Error: x', ...frames.map((frame) => `    at ${frame}`)].join('\n');
  expect(errorRecord(error).at).toEqual([place, place, place, `file://${place}`]);
});

describe('an error has', () => {
  test('its name and its code, where they are words', () => {
    expect(errorRecord(Object.assign(new TypeError('x'), { code: 'ERR_INVALID_URL' }))).toMatchObject({
      name: 'TypeError',
      code: 'ERR_INVALID_URL',
    });
    const odd = Object.assign(new Error('x'), { name: 'hunter2 said', code: 'https://hunter2/' });
    expect(errorRecord(odd)).toEqual({ name: 'Error', at: expect.any(Array) });
  });

  test('of AWS the status and the id of the request, and nothing of what was asked for', () => {
    const error = Object.assign(new Error("Value 'hunter2' is invalid"), {
      name: 'ValidationException',
      $metadata: {
        httpStatusCode: 400,
        requestId: '4b0f2f5c-5a41-4c3e-9a51-0f2d7c1b8e60',
        extendedRequestId: 'hunter2',
      },
      $response: { headers: { authorization: 'hunter2' } },
      $fault: 'client',
    });
    const record = errorRecord(error);
    expect(record).toMatchObject({
      name: 'ValidationException',
      awsStatus: 400,
      awsRequest: '4b0f2f5c-5a41-4c3e-9a51-0f2d7c1b8e60',
    });
    expect(inspect(record, { depth: 9 })).not.toContain('hunter2');
  });

  test.each([
    ['name', 'DialFailure'],
    ['name', 'S3ServiceException'],
    ['name', 'NoSuchKey'],
    ['name', 'TimedOut'],
    ['code', 'ECONNREFUSED'],
    ['code', 'ENODATA'],
    ['code', 'EAI_AGAIN'],
    ['code', 'HPE_INVALID_CONSTANT'],
    ['code', 'CERT_HAS_EXPIRED'],
    ['code', 'ThrottlingException'],
    ['code', 'page_crashed'],
    ['code', 'not_ready'],
  ])('the %s %s', (field, value) => {
    expect(errorRecord(Object.assign(new Error('x'), { [field]: value }))).toMatchObject({ [field]: value });
  });

  test('of AWS each service’s own kind of request id', () => {
    for (const requestId of ['A1B2'.repeat(13), 'A1B2'.repeat(4)]) {
      const error = Object.assign(new Error('x'), { $metadata: { requestId } });
      expect(errorRecord(error).awsRequest).toBe(requestId);
    }
  });

  test('of a cancelled transaction why each of its writes was, without their rows', () => {
    const error = Object.assign(new Error('x'), {
      name: 'TransactionCanceledException',
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ConditionalCheckFailed', Message: 'hunter2', Item: { pk: { S: 'hunter2' } } },
        { Code: 'TransactionConflict' },
        { Code: 'hunter2' },
      ],
    });
    expect(errorRecord(error).reasons).toEqual([
      'None',
      'ConditionalCheckFailed',
      'TransactionConflict',
      'unknown',
    ]);
    expect(JSON.stringify(errorRecord(error))).not.toContain('hunter2');
  });

  test('of zod what is wrong, without where and with what', () => {
    const shape = z.strictObject({ hunter2: z.string() });
    const record = errorRecord(thrownBy(() => shape.parse({ hunter2: 1, hunter2b: 'hunter2' })));
    expect(record).toMatchObject({ name: 'ZodError', reasons: ['invalid_type', 'unrecognized_keys'] });
    expect(JSON.stringify(record)).not.toContain('hunter2');
  });

  test('its causes, in a circle too, and the errors that it stands for', () => {
    const inner = new RangeError('inner');
    const outer = new Error('outer', { cause: inner });
    inner.cause = outer;
    expect(errorRecord(outer).cause?.name).toBe('RangeError');
    const several = new AggregateError([new TypeError('a'), 'hunter2', new Error('c'), new Error('d')]);
    expect(errorRecord(several).errors?.map(({ name }) => name)).toEqual(['TypeError', 'string', 'Error']);
  });
});

test('what is no error is named by its kind alone', () => {
  expect(errorRecord('a secret')).toEqual({ name: 'string', at: [] });
  expect(errorRecord(undefined)).toEqual({ name: 'undefined', at: [] });
  expect(errorRecord({ message: 'a secret', stack: 'a secret' })).toEqual({ name: 'object', at: [] });
});
