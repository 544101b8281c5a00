import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { collectGarbage } from '../support/collect-garbage.ts';
import { PATIENCE_MS } from '../support/patience-ms.ts';
import { type Rig, startRig } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

/** Megabytes of pixels and files that something still refers to. */
const held = (): number => {
  collectGarbage();
  return process.memoryUsage().arrayBuffers / 1_000_000;
};

it('a capture gives back the memory of its pixels when it ends', async () => {
  const before = process.memoryUsage().external;
  // 77 MB of pixels, and as many with their frame. Nobody collects garbage.
  const { bytes } = await rig.capture('/bands?height=5000', { fullpage: true, hidpi: true, frame: 'shadow' });
  expect(bytes.byteLength).toBeGreaterThan(0);
  expect((process.memoryUsage().external - before) / 1_000_000).toBeLessThan(40);
});

it('a warm browser keeps nothing of the captures that are over', async () => {
  // 38 MB of pixels each.
  const capture = () => rig.capture('/bands?height=2500', { fullpage: true, hidpi: true, frame: 'shadow' });
  await capture();
  const before = held();
  for (let captures = 0; captures < 3; captures += 1) await capture();
  await vi.waitFor(() => expect(held() - before).toBeLessThan(20), PATIENCE_MS);
});
