import { afterEach, expect, it, vi } from 'vitest';
import { PATIENCE_MS } from '../../support/patience-ms.ts';
import { browsers, profiles, type Rig, startRig } from '../rig.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
  expect(rig.openSessions()).toBe(0);
  expect(await browsers()).toEqual([]);
  expect(await profiles()).toEqual([]);
});

it('opens the page of the next capture before it is asked for, apart from the one before', async () => {
  rig = await startRig({ worksAhead: true });
  expect((await rig.capture('/remember')).pageTitle).toBe('||');
  // The seat of the one before is left, and one is open for the next.
  await vi.waitUntil(() => rig.openSessions() === 1, PATIENCE_MS);
  expect((await rig.capture('/remember')).pageTitle).toBe('||');
  const { width, height } = await rig.capture('/small', { viewport_width: 390, ratio: '1:1', hidpi: true });
  expect([width, height]).toEqual([780, 780]);
});

it('takes another page when the browser of the one that was open has died', async () => {
  rig = await startRig({ worksAhead: true });
  await rig.capture('/small');
  await vi.waitUntil(() => rig.openSessions() === 1, PATIENCE_MS);
  const [browser = 0] = await browsers();
  process.kill(browser, 'SIGKILL');
  expect((await rig.capture('/small')).pageStatus).toBe(200);
});

it('waits for the end of a browser that is killed at the deadline', async () => {
  rig = await startRig({ worksAhead: true });
  await rig.capture('/small');
  await expect(rig.capture('/busy', {}, 2_500)).rejects.toMatchObject({ code: 'page_unresponsive' });
  expect((await rig.capture('/small')).pageStatus).toBe(200);
});

it('leaves nothing of a browser that hangs while its page is prepared, and is used no more', async () => {
  rig = await startRig({ worksAhead: true });
  await rig.capture('/small');
  await rig.idle();
  const [browser = 0] = await browsers();
  process.kill(browser, 'SIGSTOP');
  await expect(rig.capture('/small', {}, 5_000)).rejects.toMatchObject({ code: 'internal' });
  await vi.waitUntil(async () => !(await browsers()).includes(browser), PATIENCE_MS);
  expect((await rig.capture('/small')).pageStatus).toBe(200);
});
