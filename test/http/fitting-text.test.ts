import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fittingText } from '../../functions/http/fitting-text.ts';

/** As Lambda hands on an answer: a JSON text in a JSON text. */
const bytesOf = (text: string): number => Buffer.byteLength(JSON.stringify(JSON.stringify(text)));

describe('a text that has to fit', () => {
  test('is as it was when it does', () => {
    expect(fittingText('short', 20)).toBe('short');
    expect(fittingText('', 20)).toBe('');
  });

  test('is cut with an ellipsis when it does not', () => {
    const text = fittingText('a'.repeat(1_000), 100);
    expect(text).toMatch(/^a{50,}…$/);
    expect(bytesOf(text)).toBeLessThanOrEqual(100);
  });

  test.each(['"', '\\', '\u0000', '\u{1f600}', 'é', '\n', '\u2028', '\ud800'])(
    'is counted as it is written in the answer: %j',
    (letter) => {
      const text = fittingText(letter.repeat(500), 200);
      expect(bytesOf(text)).toBeLessThanOrEqual(200);
      // Not cut to nothing: about as much as goes in.
      expect(bytesOf(text)).toBeGreaterThan(140);
      expect(text.isWellFormed()).toBe(true);
    },
  );

  test('of any kind fits, and begins as it did', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 400 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 20, max: 700 }), (text, bytes) => {
        const fitting = fittingText(text, bytes);
        expect(bytesOf(fitting)).toBeLessThanOrEqual(bytes);
        if (fitting === text) return;
        expect(bytesOf(text)).toBeGreaterThan(bytes);
        expect(fitting.endsWith('…')).toBe(true);
        // What was cut through is replaced.
        expect(text.startsWith(fitting.slice(0, -1).replace(/\ufffd$/, ''))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
