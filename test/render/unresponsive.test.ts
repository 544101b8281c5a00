import { afterAll, beforeAll, expect, it } from 'vitest';
import { browsers, type Rig, startRig } from './rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

it('replaces a browser that did not answer a step in time, also before the deadline', async () => {
  await rig.capture('/small');
  const [before] = await browsers();
  // The element is looked for in half of the time that is left.
  const capture = rig.capture('/busy', { selector: 'body' }, 8_000);
  await expect(capture).rejects.toMatchObject({ code: 'page_unresponsive' });
  expect(await browsers()).not.toContain(before);
  expect((await rig.capture('/small')).pageStatus).toBe(200);
});
