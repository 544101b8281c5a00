import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CommandFailed } from './run-command.ts';

/** The local AWS engine, running. */
export interface Engine {
  readonly endpoint: string;
  readonly pid: number;
  /** Fulfils when the engine has ended, for whatever reason, with its exit code: 0 means that its state is saved. */
  readonly ended: Promise<number>;
  /** Lets the engine save its state and ends all that it started. */
  stop(): Promise<number>;
  /** Ends all of it at once. */
  kill(): void;
}

/** What an engine needs: `python` has MiniStack; logs go to `folder`/engine.log and its state to `folder`/engine. */
export interface EngineOptions {
  readonly python: string;
  readonly folder: string;
  readonly port: number;
  readonly region: string;
  /** Stops the start. */
  readonly signal: AbortSignal;
  /** Told the process that keeps the engine and ends with it. */
  readonly noteKeeper: (pid: number) => void;
}

const startLimitMs = 60_000;

/** Starts MiniStack on 127.0.0.1 and waits until it answers. Throws CommandFailed with its log when it does not. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const logFile = join(options.folder, 'engine.log');
  mkdirSync(join(options.folder, 'engine'), { recursive: true });
  const log = openSync(logFile, 'w');
  // Short and outside of the working tree: browsers put sockets there, whose paths may have about 100 characters.
  const scratch = mkdtempSync(join(tmpdir(), 'snapstack-'));
  const keeper = spawn(
    process.execPath,
    [join(import.meta.dirname, 'keeper.ts'), scratch, options.python, '-m', 'ministack'],
    {
      cwd: scratch,
      env: engineEnvironment(options, scratch),
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    },
  );
  options.noteKeeper(keeper.pid ?? 0);
  const ended = new Promise<number>((resolve) => keeper.on('exit', (code) => resolve(code ?? 1)));
  const pid = new Promise<number>((resolve) => keeper.on('message', (sent) => resolve(Number(sent))));
  const say = (order: 'stop' | 'kill'): void => void (keeper.connected && keeper.send(order, () => {}));
  const engine = {
    endpoint: `http://127.0.0.1:${options.port}`,
    ended,
    stop: () => {
      say('stop');
      return ended;
    },
    kill: () => say('kill'),
  };
  if (!(await answers(engine.endpoint, ended, options.signal))) {
    say('kill');
    await ended;
    options.signal.throwIfAborted();
    throw new CommandFailed('The AWS engine', null, readFileSync(logFile, 'utf8'));
  }
  return { ...engine, pid: await pid };
}

async function answers(endpoint: string, ended: Promise<number>, signal: AbortSignal): Promise<boolean> {
  let alive = true;
  ended.then(() => {
    alive = false;
  });
  const deadline = performance.now() + startLimitMs;
  while (alive && !signal.aborted && performance.now() < deadline) {
    const answer = await fetch(`${endpoint}/_ministack/health`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) {
      return true;
    }
    await delay(50);
  }
  return false;
}

/** The engine hands its environment on to the functions, so it gets what they may know and no more: no AWS keys. */
function engineEnvironment({ folder, port, region }: EngineOptions, scratch: string): NodeJS.ProcessEnv {
  const kept = ['HOME', 'LANG', 'LC_ALL', 'TZ', 'LD_LIBRARY_PATH', 'SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS'];
  return {
    ...Object.fromEntries(kept.flatMap((name) => (name in process.env ? [[name, process.env[name]]] : []))),
    // It runs whatever `node` comes first.
    PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
    TMPDIR: scratch,
    // Unpacking the browser takes seconds, so it is kept from one start to the next, where other copies find it too.
    CHROMIUM_FOLDER: tmpdir(),
    GATEWAY_PORT: String(port),
    BIND_HOST: '127.0.0.1',
    MINISTACK_REGION: region,
    PERSIST_STATE: '1',
    STATE_DIR: join(folder, 'engine', 'state'),
    S3_PERSIST: '1',
    S3_DATA_DIR: join(folder, 'engine', 's3'),
    // A Node process for each concurrent call, so a bound that a laptop bears.
    LAMBDA_ACCOUNT_CONCURRENCY: '64',
    // Listeners on fixed ports that nothing here uses, and which two copies would fight over.
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
  };
}
