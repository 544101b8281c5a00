import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteRange } from '../../functions/domain/byte-range.ts';

describe('a range of a file of 100 bytes', () => {
  test.each([
    ['bytes=0-9', { first: 0, last: 9 }],
    ['bytes=90-', { first: 90, last: 99 }],
    ['bytes=90-500', { first: 90, last: 99 }],
    ['bytes=-10', { first: 90, last: 99 }],
    ['bytes=-500', { first: 0, last: 99 }],
    ['Bytes=0-0', { first: 0, last: 0 }],
    ['bytes=100-', 'outside'],
    ['bytes=100-200', 'outside'],
    ['bytes=-0', 'outside'],
    [undefined, 'whole'],
    ['', 'whole'],
    ['bytes=9-3', 'whole'],
    ['bytes=-', 'whole'],
    ['bytes=0-1,5-6', 'whole'],
    ['items=0-1', 'whole'],
    ['bytes=a-b', 'whole'],
  ])('%s', (header, range) => {
    expect(byteRange(header, 100)).toEqual(range);
  });

  test('never leaves the file', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.nat(),
        fc.option(fc.nat()),
        fc.integer({ min: 1, max: 10_000 }),
        (text, from, to, size) => {
          for (const header of [text, `bytes=${from}-${to ?? ''}`, `bytes=-${from}`]) {
            const range = byteRange(header, size);
            if (typeof range === 'string') continue;
            expect(range.first).toBeGreaterThanOrEqual(0);
            expect(range.last).toBeGreaterThanOrEqual(range.first);
            expect(range.last).toBeLessThan(size);
          }
        },
      ),
    );
  });
});
