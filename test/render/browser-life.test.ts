import { readdir, readFile } from 'node:fs/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { dnsResolver } from '../../functions/adapters/net/dns-resolver.ts';
import { createEgress } from '../../functions/adapters/net/egress-proxy.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import { runningInGroup } from '../../functions/render/browser/process-group.ts';
import { processesOf } from '../proof/browser-parts.ts';
import { PATIENCE_MS } from '../support/patience-ms.ts';
import { browsers, profiles, type Rig, startRig } from './rig.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
  expect(await browsers()).toEqual([]);
  expect(await profiles()).toEqual([]);
  expect(rig.openSessions()).toBe(0);
});

/** The one browser that runs. */
const browser = async (): Promise<number> => {
  const [pid, ...others] = await browsers();
  expect(others).toEqual([]);
  if (pid === undefined) throw new Error('No browser is running.');
  return pid;
};
const codeOf = (capture: Promise<unknown>) =>
  capture.then(
    () => 'no failure',
    (error: { code: string }) => error.code,
  );
const asked = (path: string) => vi.waitFor(() => expect(rig.site.requests).toContain(path), PATIENCE_MS);

it('keeps one browser warm for the captures that follow', async () => {
  rig = await startRig();
  await rig.capture('/small');
  const first = await browser();
  await rig.capture('/small');
  expect(await browser()).toBe(first);
});

it('launches one browser for captures that come at the same time', async () => {
  rig = await startRig();
  const pictures = await Promise.all(
    ['/small', '/short', '/colours', '/small'].map((path) => rig.capture(path)),
  );
  expect(pictures.map(({ pageTitle }) => pageTitle)).toEqual([
    ...['A small page', 'A short page', 'Four colours', 'A small page'],
  ]);
  await browser();
});

it('replaces the browser after as many captures as it was told', async () => {
  rig = await startRig({ recycleAfter: 2 });
  await rig.capture('/small');
  const first = await browser();
  await rig.capture('/small');
  expect(await browsers()).toEqual([]);
  await rig.capture('/small');
  expect(await browser()).not.toBe(first);
});

it('lets a capture finish in a browser that is due to be replaced', async () => {
  rig = await startRig({ recycleAfter: 1 });
  const pictures = await Promise.all([rig.capture('/small', { wait_time: 1 }), rig.capture('/short')]);
  expect(pictures.map(({ pageTitle }) => pageTitle)).toEqual(['A small page', 'A short page']);
});

it('launches another browser when the last one was killed between captures', async () => {
  rig = await startRig();
  await rig.capture('/small');
  process.kill(await browser(), 'SIGKILL');
  expect((await rig.capture('/small')).pageStatus).toBe(200);
});

it('clears a browser away as soon as it dies, and never signals its number again', async () => {
  rig = await startRig();
  await rig.capture('/small');
  const pid = await browser();
  process.kill(pid, 'SIGKILL');
  await vi.waitFor(async () => expect(await profiles()).toEqual([]), PATIENCE_MS);
  expect(runningInGroup(pid)).toEqual([]);
  const kill = vi.spyOn(process, 'kill');
  expect((await rig.capture('/small')).pageStatus).toBe(200);
  await rig.close();
  const signalled = kill.mock.calls.map(([id]) => Math.abs(id));
  kill.mockRestore();
  // The new browser is, at its end.
  expect(signalled.length).toBeGreaterThan(0);
  expect(signalled).not.toContain(pid);
});

it('photographs a page beyond its window that would hang if it heard of that', async () => {
  rig = await startRig();
  const { pageStatus, warnings } = await rig.capture('/busy-when-resized', { fullpage: true }, 8_000);
  expect([pageStatus, warnings]).toEqual([200, []]);
});

it('replaces a browser that does not answer any more', async () => {
  rig = await startRig();
  await rig.capture('/small');
  const pid = await browser();
  process.kill(pid, 'SIGSTOP');
  expect((await rig.capture('/small')).pageStatus).toBe(200);
  expect(await browser()).not.toBe(pid);
});

it('fails the capture that a killed browser was rendering with page_crashed, and goes on', async () => {
  rig = await startRig();
  const code = codeOf(rig.capture('/slow'));
  await asked('/slow');
  process.kill(await browser(), 'SIGKILL');
  expect(await code).toBe('page_crashed');
  expect((await rig.capture('/small')).pageStatus).toBe(200);
});

it('tells of the browser that was lost, whatever its way out says of the address that was asked for', async () => {
  const egress = createEgress({ policy: outboundPolicy(['127.0.0.0/8']), resolver: dnsResolver() });
  rig = await startRig({
    egress: {
      open: async (order) => ({ ...(await egress.open(order)), denial: () => 'connection_failed' as const }),
    },
  });
  const code = codeOf(rig.capture('/hang'));
  await asked('/hang');
  process.kill(await browser(), 'SIGKILL');
  expect(await code).toBe('page_crashed');
});

it('fails a capture whose page process dies with page_crashed, and keeps the browser', async () => {
  rig = await startRig();
  await rig.capture('/small');
  const pid = await browser();
  const code = codeOf(rig.capture('/slow'));
  await asked('/hang');
  for (const id of runningInGroup(pid)) {
    const command = await readFile(`/proc/${id}/cmdline`, 'utf8');
    if (command.includes('--type=renderer')) process.kill(id, 'SIGKILL');
  }
  expect(await code).toBe('page_crashed');
  expect((await rig.capture('/small')).pageStatus).toBe(200);
  expect(await browser()).toBe(pid);
});

it('fails a capture whose page process dies with page_crashed at once, also where what started it has died before', async () => {
  rig = await startRig();
  const code = codeOf(rig.capture('/slow'));
  await asked('/hang');
  const pid = await browser();
  for (const id of [...processesOf(pid, 'zygote'), ...processesOf(pid, 'renderer')])
    process.kill(id, 'SIGKILL');
  expect(await code).toBe('page_crashed');
});

it('does not blame the page’s server when what speaks to the network dies, and replaces the browser', async () => {
  rig = await startRig();
  const code = codeOf(rig.capture('/slow'));
  await asked('/hang');
  const pid = await browser();
  for (const id of processesOf(pid, 'network')) process.kill(id, 'SIGKILL');
  expect(await code).toBe('page_crashed');
  expect((await rig.capture('/small')).pageStatus).toBe(200);
  expect(await browser()).not.toBe(pid);
});

it('kills the browser with all its processes when a page keeps it busy past the deadline', async () => {
  rig = await startRig();
  await rig.capture('/small');
  const pid = await browser();
  const started = Date.now();
  expect(await codeOf(rig.capture('/busy', {}, 3_000))).toBe('page_unresponsive');
  const late = Date.now() - started - 3_000;
  expect(late).toBeGreaterThanOrEqual(0);
  expect(late).toBeLessThan(1_500);
  expect(runningInGroup(pid)).toEqual([]);
  expect(await profiles()).toEqual([]);
  expect((await rig.capture('/small')).pageStatus).toBe(200);
});

it('shows a capture nothing of the one before', async () => {
  rig = await startRig();
  expect((await rig.capture('/remember')).pageTitle).toBe('||');
  expect((await rig.capture('/remember')).pageTitle).toBe('||');
  expect((await rig.capture('/cookies')).pageTitle).toBe('cookies: none');
  expect((await rig.capture('/cookies')).pageTitle).toBe('cookies: none');
});

it('leaves no descriptor open', async () => {
  rig = await startRig({ recycleAfter: 2 });
  await rig.capture('/small');
  await rig.capture('/small');
  const openFiles = async () => (await readdir('/proc/self/fd')).length;
  const before = await openFiles();
  for (let round = 0; round < 4; round += 1) await rig.capture('/small');
  await vi.waitFor(async () => expect(await openFiles()).toBeLessThanOrEqual(before), PATIENCE_MS);
});

it('renders in a browser of a single process where several cannot be had', async () => {
  rig = await startRig({ singleProcess: true });
  const picture = await rig.capture('/small', { output_size: 1920 });
  expect(picture).toMatchObject({ width: 1920, height: 1080, pageTitle: 'A small page' });
  expect(await browsers()).toEqual([]);
});

it('fails with internal when there is no such browser', async () => {
  rig = await startRig({ chromiumPath: '/no/such/browser' });
  await expect(rig.capture('/small')).rejects.toMatchObject({
    code: 'internal',
    cause: { message: expect.stringContaining('CHROMIUM_PATH is /no/such/browser') },
  });
});
