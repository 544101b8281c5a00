import { join } from 'node:path';
import { parseStartArguments, usage } from './local/arguments.ts';
import { givenEndpoint } from './local/given-endpoint.ts';
import { greeting } from './local/greeting.ts';
import { startLocalStack } from './local/local-stack.ts';
import { onStopRequest } from './local/on-stop-request.ts';
import { Refusal } from './local/refusal.ts';
import { writtenSteps } from './local/steps.ts';
import { Stopped } from './local/stopped.ts';

const root = join(import.meta.dirname, '..');

/** `npm start`: the whole service on this machine, until it is told to stop. */
async function main(args: readonly string[]): Promise<void> {
  const { help, ...choices } = parseStartArguments(args);
  if (help) {
    console.log(usage);
    return;
  }
  const started = performance.now();
  const stopping = new AbortController();
  let kill = (): void => {};
  onStopRequest(
    () => {
      console.log('\nStopping …');
      stopping.abort(new Stopped());
    },
    () => {
      kill();
      process.exit(130);
    },
  );
  const endpoint = await givenEndpoint();
  const stack = await startLocalStack({
    ...choices,
    endpoint,
    root,
    folder: join(root, '.local', endpoint === undefined ? 'start' : 'endpoint'),
    stackFile: join(root, '.local', 'stack.json'),
    steps: writtenSteps(process.stdout),
    signal: stopping.signal,
  });
  kill = stack.kill;
  if (!stopping.signal.aborted) {
    console.log(greeting(stack, (performance.now() - started) / 1000));
  }
  const toldToStop = new Promise<'told'>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve('told'));
    stopping.signal.aborted && resolve('told');
  });
  const why = await Promise.race([toldToStop, stack.ended]);
  await stack.stop();
  if (why !== 'told') {
    throw new Refusal('The AWS engine has ended by itself: its log is .local/start/engine.log.');
  }
}

try {
  await main(process.argv.slice(2));
  process.exit(0);
} catch (error) {
  if (!(error instanceof Stopped)) {
    console.error(error instanceof Refusal ? error.message : error);
    process.exit(1);
  }
  process.exit(0);
}
