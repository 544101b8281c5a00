import { expect, it } from 'vitest';
import { releasePixels } from '../../../functions/render/picture/release-pixels.ts';

it('pixels that are released are in memory no more', () => {
  const data = new Uint8Array(12).fill(7);
  releasePixels({ data });
  expect(data.byteLength).toBe(0);
});

it('those that lie in memory with others are left alone, with the others', () => {
  const all = new Uint8Array(24).fill(7);
  const data = all.subarray(0, 12);
  releasePixels({ data });
  expect([...all]).toEqual(new Array(24).fill(7));
});
