import { afterEach, inject } from 'vitest';
import { loggedFailures } from '../support/logged-failures.ts';

const { endpoint } = inject('stack');

// The stack ends with its logs, and an answer with status 500 says on purpose nothing of why.
afterEach(async ({ task: { result } }) => {
  if (result?.state !== 'fail') return;
  const lines = await loggedFailures(endpoint, result.startTime ?? 0);
  if (lines.length > 0) throw new Error(`Meanwhile the stack logged\n${lines.join('\n')}`);
});
