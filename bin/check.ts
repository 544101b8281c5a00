import { join } from 'node:path';
import { runChecks } from './local/checks.ts';
import { onStopRequest } from './local/on-stop-request.ts';
import { writtenSteps } from './local/steps.ts';
import { Stopped } from './local/stopped.ts';

/** `npm run check`: all that is checked without running the product. */
const stopping = new AbortController();
onStopRequest(
  () => stopping.abort(new Stopped()),
  () => process.exit(130),
);
try {
  const failures = await runChecks(
    join(import.meta.dirname, '..'),
    writtenSteps(process.stdout),
    stopping.signal,
  );
  process.exit(failures.length === 0 ? 0 : 1);
} catch (error) {
  if (!(error instanceof Stopped)) {
    throw error;
  }
  process.exit(130);
}
