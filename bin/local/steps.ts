import { Refusal } from './refusal.ts';
import { CommandFailed } from './run-command.ts';
import { Stopped } from './stopped.ts';

/** Tells a person what is being done: a line for each step with its time. */
export interface Steps {
  /** Does a step and shows its line; `result` adds to the line. A failed command's log is shown, then a Refusal thrown. */
  run<T>(name: string, work: () => Promise<T>, result?: (value: T) => string): Promise<T>;
  /** A line by itself. */
  say(line: string): void;
}

/** What steps are written to; process.stdout is one. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

const nameWidth = 44;
const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

/** Steps on a terminal or in a file; on a terminal those at work are shown turning. What was Stopped gets no line. */
export function writtenSteps(output: Output): Steps {
  const working = new Map<string, number>();
  const spinner = output.isTTY === true ? liveLine(output, working) : { draw: () => {}, clear: () => {} };

  const line = (text: string): void => {
    spinner.clear();
    output.write(`${text}\n`);
    spinner.draw();
  };
  const finish = (mark: string, name: string, started: number): void => {
    working.delete(name);
    line(`${mark} ${name.padEnd(nameWidth)} ${seconds(started).padStart(7)}`);
  };

  return {
    say: line,
    run: async (name, work, result) => {
      const started = performance.now();
      working.set(name, started);
      spinner.draw();
      try {
        const value = await work();
        finish('✓', result === undefined ? name : `${name}: ${result(value)}`, started);
        return value;
      } catch (error) {
        if (error instanceof Stopped) {
          throw error;
        }
        finish('✗', name, started);
        if (!(error instanceof CommandFailed)) {
          throw error;
        }
        line(indented(error.log));
        throw new Refusal(`${name} failed: its log is above.`);
      } finally {
        working.delete(name);
        spinner.draw();
      }
    },
  };
}

const seconds = (started: number): string => `${((performance.now() - started) / 1000).toFixed(1)} s`;

const indented = (log: string): string => log.trimEnd().replaceAll(/^/gm, '    ');

function liveLine(output: Output, working: ReadonlyMap<string, number>): { draw(): void; clear(): void } {
  let timer: NodeJS.Timeout | undefined;
  const clear = (): void => void output.write('\r\x1b[2K');
  const draw = (): void => {
    clear();
    const [oldest] = working.values();
    if (oldest === undefined) {
      clearInterval(timer);
      timer = undefined;
      return;
    }
    timer ??= setInterval(draw, 120).unref();
    const frame = frames[Math.floor(performance.now() / 120) % frames.length];
    output.write(`${frame} ${[...working.keys()].join(', ')}  ${seconds(oldest)}`);
  };
  return { draw, clear };
}
