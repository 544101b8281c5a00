import { expect, test } from 'vitest';
import { errorRecord } from '../../functions/runtime/error-record.ts';

test.each([
  [
    'net::ERR_FAILED at https://user:pass@example.com:8080/a/b?token=secret#x',
    'net::ERR_FAILED at https://…',
    ['pass', 'secret', '/a/b', 'example.com'],
  ],
  ['no account for key aB3kR7mZx9Lq', 'no account for key', ['aB3kR7mZx9Lq']],
  ['no account for key aBcDeFgHiJkL', 'no account for key', ['aBcDeFgHiJkL']],
  ['an unsuccessful conversation', 'an unsuccessful conversation', []],
  ['capture 4XyZaBd2E1lk39PQ7m8r5wN0c6f4H2g1 is gone', 'is gone', ['4XyZaBd2E1lk39PQ7m8r5wN0c6f4H2g1']],
  ['Unexpected token \'h\', "hunter2 is my password" is not valid JSON', 'is not valid JSON', ['hunter2']],
  ['The table snapstack-prod-captures was not found', 'snapstack-prod-captures', []],
])('%s', (message, kept, dropped) => {
  const record = errorRecord(new Error(message));
  expect(record.message).toContain(kept);
  for (const secret of dropped) expect(JSON.stringify(record)).not.toContain(secret);
});

test('a real JSON error does not quote the body', () => {
  const body = '{"key": "aB3kR7mZx9Lq", "password": hunter2}';
  let thrown: unknown;
  try {
    JSON.parse(body);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(SyntaxError);
  expect(JSON.stringify(errorRecord(thrown))).not.toMatch(/hunter2|aB3kR7mZx9Lq|password/);
});

test('causes are followed, in a circle too, and what is not an error is not quoted', () => {
  const inner = new Error('inner');
  const outer = new Error('outer', { cause: inner });
  inner.cause = outer;
  expect(JSON.stringify(errorRecord(outer))).toContain('inner');
  expect(errorRecord('a secret')).toEqual({ name: 'string', message: '', stack: [] });
  expect(errorRecord(undefined)).toMatchObject({ name: 'undefined' });
});

test('the stack has frames only: its first line would quote the message', () => {
  expect(errorRecord(new Error('a\nb')).stack.every((line) => line.startsWith('at '))).toBe(true);
});
