import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type LocalStack, startLocalStack } from '../../bin/local/local-stack.ts';
import { writtenSteps } from '../../bin/local/steps.ts';
import { report, timed } from './figures.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, '.local', 'bench');

/** Whom the stack may reach, and whose certificates it trusts. */
interface Trusted {
  readonly allow: readonly string[];
  readonly callbackCa: string;
}

const start = ({ allow, callbackCa }: Trusted): Promise<LocalStack> =>
  startLocalStack({
    root,
    folder,
    stackFile: join(folder, 'stack.json'),
    allow,
    callbackCa,
    delivery: 'cloudfront',
    fresh: false,
    steps: writtenSteps(process.stdout),
    signal: new AbortController().signal,
  });

/** Seconds until the local stack is ready: from nothing but installed packages, and on what the first run kept. */
export const startTimes = async (trusted: Trusted): Promise<LocalStack> => {
  rmSync(folder, { recursive: true, force: true });
  console.log('\nFirst start');
  const first = await timed(() => start(trusted));
  await first.value.stop();
  console.log('\nSecond start');
  const second = await timed(() => start(trusted));
  console.log('\nStart');
  report('first start, packages installed', `${first.seconds.toFixed(1)} s`, '<= 90 s');
  report('second start', `${second.seconds.toFixed(1)} s`, '<= 60 s');
  return second.value;
};
