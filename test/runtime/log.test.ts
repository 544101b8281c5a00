import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { log } from '../../functions/runtime/log.ts';

let lines: string[];
beforeEach(() => {
  lines = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

test('a line is one JSON object with time, event and the fields', () => {
  log('callback_blocked', { host: 'hooks.example.net', port: 443, attempt: 2 });
  expect(lines).toHaveLength(1);
  expect(lines[0]?.endsWith('\n')).toBe(true);
  const { time, ...rest } = JSON.parse(lines[0] ?? '');
  expect(Number.isNaN(Date.parse(time))).toBe(false);
  expect(rest).toEqual({ event: 'callback_blocked', host: 'hooks.example.net', port: 443, attempt: 2 });
});

test('what is not on the list is not written, nor what is of another kind', () => {
  const slipped = {
    token: 'hunter2',
    url: 'hunter2',
    event: 'hunter2',
    code: { a: 'hunter2' },
    count: 'hunter2',
  };
  log('request', { status: 200, ...(slipped as object) });
  expect(JSON.parse(lines[0] ?? '')).toEqual({ time: expect.any(String), event: 'request', status: 200 });
});

test('a line end in a value does not begin a line', () => {
  log('request', { route: 'a\n{"event":"forged"}\r\n\u2028' });
  expect(
    lines
      .join('')
      .trimEnd()
      .split(/[\r\n]/),
  ).toHaveLength(1);
});
