import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { PATIENCE_MS } from '../support/patience-ms.ts';
import { isAlive, killIfAlive } from './processes.ts';
import { writtenPid } from './written-pid.ts';

let root: string;
const write = (path: string, text: string, mode = 0o644): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  chmodSync(join(root, path), mode);
};

const packages = { '': {}, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } };
const locked = JSON.stringify({ packages });
// An npm that installs what the lock names and notes that it was called.
const npm = `
  const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs');
  appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
  if (process.env.NPM_FAILS) { console.error('npm error E404'); process.exit(1); }
  setTimeout(() => {
    mkdirSync('node_modules', { recursive: true });
    writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: ${JSON.stringify(packages)} }));
  }, 300);`;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'snapstack-test-'));
  for (const part of ['run', 'run.mjs']) {
    cpSync(join(import.meta.dirname, '../../bin', part), join(root, 'bin', part), { recursive: true });
  }
  write('package-lock.json', locked);
  write('node_modules/.package-lock.json', locked);
  write('npm.cjs', npm);
  write(
    'bin/echo.mjs',
    "console.log(process.argv.slice(2).join(' '), process.env.PATH.split(':')[0]); process.exitCode = 7;",
  );
});
afterEach(() => rmSync(root, { recursive: true }));

interface Setup {
  /** What the Node that runs run.mjs says it is. */
  readonly version?: string;
  readonly env?: NodeJS.ProcessEnv;
}

function start(args: readonly string[], { version, env = {} }: Setup = {}) {
  const pretend = `data:text/javascript,Object.defineProperty(process, 'version', { value: '${version}' })`;
  const child = spawn(process.execPath, [...(version ? ['--import', pretend] : []), 'bin/run.mjs', ...args], {
    cwd: root,
    env: { PATH: '/bin', npm_execpath: join(root, 'npm.cjs'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGTERM'));
  return child;
}

async function run(args: readonly string[], setup?: Setup) {
  const child = start(args, setup);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (output.stdout += chunk));
  child.stderr.on('data', (chunk) => (output.stderr += chunk));
  const [code] = await once(child, 'close');
  return { code, ...output };
}

const calls = (): number =>
  existsSync(join(root, 'npm-calls'))
    ? readFileSync(join(root, 'npm-calls'), 'utf8').split('\n').length - 1
    : 0;

describe('the script', () => {
  test('gets its arguments, Node first on PATH, a clean output, and gives its exit code', async () => {
    expect(await run(['bin/echo.mjs', '--a', 'b c'])).toEqual({
      code: 7,
      stdout: `--a b c ${dirname(process.execPath)}\n`,
      stderr: '',
    });
  });

  test('has to be there', async () => {
    const { code, stderr } = await run(['bin/none.ts']);
    expect([code, stderr]).toEqual([
      1,
      'There is no script bin/none.ts: see "scripts" in package.json for what there is.\n',
    ]);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('gets a %s', async (signal) => {
    write(
      'bin/wait.mjs',
      `process.on('${signal}', () => { console.log('told'); process.exit(5); }); setInterval(() => {}, 1000); console.log('up');`,
    );
    const child = start(['bin/wait.mjs']);
    expect(String((await once(child.stdout, 'data'))[0])).toBe('up\n');
    child.kill(signal);
    expect(String((await once(child.stdout, 'data'))[0])).toBe('told\n');
    expect((await once(child, 'exit'))[0]).toBe(5);
  });

  test('ended by a signal gives the exit code that shells give', async () => {
    write('bin/die.mjs', "process.kill(process.pid, 'SIGKILL')");
    expect((await run(['bin/die.mjs'])).code).toBe(137);
  });

  test('is stopped when npm is killed, although a shell stays in between', async () => {
    write(
      'bin/wait.mjs',
      `import { writeFileSync } from 'node:fs';
       process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000); writeFileSync('pid', process.pid + '\\n');`,
    );
    const shell = `"${process.execPath}" bin/run.mjs bin/wait.mjs; true`;
    const asNpm = `require('node:child_process').spawn('sh', ['-c', ${JSON.stringify(shell)}], { stdio: 'ignore' })`;
    const child = spawn(process.execPath, ['-e', asNpm], {
      cwd: root,
      env: { PATH: '/bin', npm_lifecycle_event: 'start' },
      stdio: 'ignore',
    });
    const pid = await writtenPid(join(root, 'pid'));
    onTestFinished(() => killIfAlive(pid));
    expect(isAlive(pid)).toBe(true);
    child.kill('SIGKILL');
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), PATIENCE_MS);
  });
});

describe('Node', () => {
  test('older than 20 is refused in one sentence', async () => {
    const { code, stdout, stderr } = await run(['bin/echo.mjs'], { version: 'v18.20.8' });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      'Node v18.20.8 is too old for this project: install Node 20 or newer from https://nodejs.org and run the command again.\n',
    );
  });

  test('20 without a 24 anywhere is refused in one sentence', async () => {
    write('old/node', '#!/bin/sh\necho v22.1.0', 0o755);
    const { code, stdout, stderr } = await run(['bin/echo.mjs'], {
      version: 'v20.0.0',
      env: { PATH: join(root, 'old') },
    });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      'This project runs on Node 24 and found only v20.0.0: install Node 24 or newer from https://nodejs.org and run the command again.\n',
    );
  });

  const fakeNode = (name: string): string =>
    `#!/bin/sh\n[ "$1" = --version ] && echo v24.1.0 || echo ${name} "$@"`;

  test('20 uses a 24 that is on PATH', async () => {
    write('old/node', '#!/bin/sh\necho v22.1.0', 0o755);
    write('new/node', fakeNode('installed'), 0o755);
    const PATH = `${join(root, 'old')}:${join(root, 'new')}:/bin`;
    const { stdout } = await run(['bin/echo.mjs', 'x'], { version: 'v20.0.0', env: { PATH } });
    expect(stdout).toBe(`installed ${join(root, 'bin/echo.mjs')} x\n`);
  });

  test.runIf(process.platform === 'linux')('from the lock file comes before any other', async () => {
    write(`node_modules/node-linux-${process.arch}/bin/node`, fakeNode('locked'), 0o755);
    expect((await run(['bin/echo.mjs'])).stdout).toMatch(/^locked /);
  });

  test.runIf(process.platform === 'linux')(
    'from the lock file is passed over where it cannot run',
    async () => {
      write(`node_modules/node-linux-${process.arch}/bin/node`, 'not for this machine', 0o755);
      expect((await run(['bin/echo.mjs', 'x'])).stdout).toMatch(/^x /);
    },
  );
});

describe('dependencies', () => {
  test('are left alone when they are what the lock file names', async () => {
    await run(['bin/echo.mjs']);
    expect(calls()).toBe(0);
  });

  test.each([
    ['are missing', () => rmSync(join(root, 'node_modules'), { recursive: true })],
    ['are older than the lock file', () => write('package-lock.json', locked.replace('1.0.0', '1.0.1'))],
  ])('are installed by npm ci when they %s, without a word on the output', async (_, prepare) => {
    prepare();
    const { code, stdout, stderr } = await run(['bin/echo.mjs', 'x']);
    expect([code, stdout]).toEqual([7, `x ${dirname(process.execPath)}\n`]);
    expect(stderr).toMatch(/✓ Dependencies installed +\d+\.\d s\n$/);
    expect(readFileSync(join(root, 'npm-calls'), 'utf8')).toMatch(/^ci /);
  });

  test('of other machines may be missing', async () => {
    const other = { version: '1.0.0', integrity: 'sha512-y', optional: true };
    write('package-lock.json', JSON.stringify({ packages: { ...packages, 'node_modules/b': other } }));
    await run(['bin/echo.mjs']);
    expect(calls()).toBe(0);
  });

  test('are installed once by two commands at the same time', async () => {
    rmSync(join(root, 'node_modules'), { recursive: true });
    const results = await Promise.all([run(['bin/echo.mjs']), run(['bin/echo.mjs'])]);
    expect(results.map(({ code }) => code)).toEqual([7, 7]);
    expect(calls()).toBe(1);
  });

  test('that cannot be installed end the command with npm’s log', async () => {
    rmSync(join(root, 'node_modules'), { recursive: true });
    const { code, stdout, stderr } = await run(['bin/echo.mjs'], { env: { NPM_FAILS: '1' } });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('npm error E404');
    expect(stderr).not.toContain('    at ');
  });

  test('are not waited for when whoever was installing is gone', async () => {
    rmSync(join(root, 'node_modules'), { recursive: true });
    write('.local/install.lock', '999999999');
    expect((await run(['bin/echo.mjs'])).code).toBe(7);
  });
});
