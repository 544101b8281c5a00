import { spawn } from 'node:child_process';
import { endProcesses } from './end-processes.ts';

/** How to run a command: `env` is the whole environment, `signal` ends it with all that it started. */
export interface CommandOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  readonly input?: string;
}

/** A command that ended with another code than 0; `log` is what it wrote, for showing to a person. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly log: string;
  constructor(command: string, code: number | null, log: string) {
    super(`${command} ended with ${code === null ? 'a signal' : `code ${code}`}.`);
    this.log = log;
  }
}

/**
 * Runs a command to its end and gives its standard output. Throws CommandFailed with all that it wrote, or the signal's
 * reason once it has ended with all that it started.
 */
export const runCommand = (
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<string> =>
  new Promise((resolve, reject) => {
    // A group of its own: a Ctrl-C in the terminal is for the program that decides what ends when.
    const child = spawn(command, args, { cwd: options.cwd, env: options.env, detached: true, stdio: 'pipe' });
    let output = '';
    let log = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      log += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      log += chunk;
    });
    child.stdin.on('error', () => {}).end(options.input);
    let ending: Promise<void> | undefined;
    const end = (): void => {
      ending ??= endProcesses(child.pid, 2_000);
    };
    options.signal?.addEventListener('abort', end, { once: true });
    if (options.signal?.aborted) {
      end();
    }
    child.on('error', (error) => reject(new CommandFailed(command, null, error.message)));
    child.on('close', async (code) => {
      options.signal?.removeEventListener('abort', end);
      await ending;
      const failure = ending
        ? options.signal?.reason
        : new CommandFailed([command, ...args].join(' '), code, log);
      code === 0 ? resolve(output) : reject(failure);
    });
  });
