import { afterEach, beforeEach, inject } from 'vitest';
import { loggedFailures } from '../support/logged-failures.ts';

const { endpoint } = inject('stack');
let began = 0;

beforeEach(() => {
  began = Date.now();
});

// The stack ends with its logs, and an answer with status 500 says on purpose nothing of why.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  const lines = await loggedFailures(endpoint, began);
  if (lines.length > 0) throw new Error(`Meanwhile the stack logged\n${lines.join('\n')}`);
});
