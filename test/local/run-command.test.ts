import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { CommandFailed, runCommand } from '../../bin/local/run-command.ts';
import { Stopped } from '../../bin/local/stopped.ts';
import { PATIENCE_MS } from '../support/patience-ms.ts';
import { isAlive, killIfAlive } from './processes.ts';

const options = { cwd: import.meta.dirname, env: process.env };

test('gives the standard output alone', async () => {
  const program = "console.error('progress'); console.log('result')";
  expect(await runCommand(process.execPath, ['-e', program], options)).toBe('result\n');
});

test('fails with all that the command wrote', async () => {
  const program = "console.log('some'); console.error('more'); process.exitCode = 3";
  const failure = await runCommand(process.execPath, ['-e', program], options).catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(CommandFailed);
  expect((failure as CommandFailed).log).toMatch(/some\n/);
  expect((failure as CommandFailed).log).toMatch(/more\n/);
});

test('fails when there is no such command', async () => {
  await expect(runCommand('no-such-command', [], options)).rejects.toThrow(CommandFailed);
});

test('ends with all that it started when stopped, and says why', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'snapstack-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const stopping = new AbortController();
  const reason = new Stopped();
  const program = `
    const { pid } = require('node:child_process').spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
    require('node:fs').writeFileSync('pids', JSON.stringify([process.pid, pid]));
    setInterval(() => {}, 1000);`;
  const running = runCommand(process.execPath, ['-e', program], {
    ...options,
    cwd: folder,
    signal: stopping.signal,
  });
  const pids = await vi.waitFor(
    () => JSON.parse(readFileSync(join(folder, 'pids'), 'utf8')) as number[],
    PATIENCE_MS,
  );
  onTestFinished(() => pids.forEach(killIfAlive));
  expect(pids.map(isAlive)).toEqual([true, true]);
  stopping.abort(reason);
  await expect(running).rejects.toBe(reason);
  expect(pids.map(isAlive)).toEqual([false, false]);
});

test('does not start to matter when stopped before', async () => {
  const reason = new Stopped();
  const running = runCommand('sleep', ['600'], { ...options, signal: AbortSignal.abort(reason) });
  await expect(running).rejects.toBe(reason);
});
