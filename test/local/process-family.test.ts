import { once } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import { endProcesses, killAll } from '../../bin/local/end-processes.ts';
import { processFamily } from '../../bin/local/process-family.ts';
import { detachedSleeper, isAlive, startPrinting } from './processes.ts';

const stayAlive = 'setInterval(() => {}, 1000);';
let bystander: Awaited<ReturnType<typeof startPrinting>>;
beforeEach(async () => {
  bystander = await startPrinting(`console.log(0); ${stayAlive}`);
});

test('ends a process and its detached grandchild, and nothing else', async () => {
  const { pid, printed: sleeper } = await startPrinting(`${detachedSleeper} ${stayAlive}`);
  expect(isAlive(sleeper)).toBe(true);
  await endProcesses(pid, 5_000);
  expect([pid, sleeper, bystander.pid].map(isAlive)).toEqual([false, false, true]);
});

test('kills what does not listen when its time is up', async () => {
  const { pid } = await startPrinting(`process.on('SIGTERM', () => {}); console.log(0); ${stayAlive}`);
  await endProcesses(pid, 50);
  expect(isAlive(pid)).toBe(false);
});

test('knows a member that was seen before its parent ended', async () => {
  const { child, pid, printed: sleeper } = await startPrinting(`${detachedSleeper} ${stayAlive}`);
  const family = processFamily(pid);
  expect(family.members().map((member) => member.pid)).toEqual(expect.arrayContaining([pid, sleeper]));
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(family.members().map((member) => member.pid)).toEqual([sleeper]);
  await killAll(family);
  expect(isAlive(sleeper)).toBe(false);
});

test('knows an orphan that it never saw by its group, which a member led', async () => {
  const leader = await startPrinting(
    `process.once('SIGUSR2', () => {
       const sleeper = require('node:child_process').spawn('sleep', ['600'], { stdio: 'ignore' });
       require('node:fs').writeSync(1, String(sleeper.pid));
       process.exit();
     });
     console.log(0); ${stayAlive}`,
    { detached: true },
  );
  const family = processFamily(leader.pid);
  const ended = once(leader.child, 'exit');
  leader.child.kill('SIGUSR2');
  const sleeper = await leader.printedNext();
  await ended;
  expect(family.members().map((member) => member.pid)).toEqual([sleeper]);
});

test.runIf(process.platform === 'linux')('knows an orphan that it never saw by its mark', async () => {
  const mark = `mark-${process.pid}-${performance.now()}`;
  const { child: root, pid } = await startPrinting(`console.log(0); ${stayAlive}`);
  const family = processFamily(pid, mark);
  const { child, printed: sleeper } = await startPrinting(detachedSleeper, {
    env: { ...process.env, TMPDIR: mark },
  });
  await once(child, 'exit');
  expect(family.members().map((member) => member.pid)).toEqual([pid, sleeper].sort((a, b) => a - b));
  const ended = once(root, 'exit');
  await killAll(family);
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect([sleeper, bystander.pid].map(isAlive)).toEqual([false, true]);
});

test('a root that is gone already has no family', async () => {
  const { child, pid } = await startPrinting('console.log(0)');
  await once(child, 'exit');
  expect(processFamily(pid).members()).toEqual([]);
});
