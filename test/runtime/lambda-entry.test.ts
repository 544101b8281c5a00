import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';

const entry = new URL('../../functions/runtime/lambda-entry.ts', import.meta.url).href;
const CANARY = 'correct-horse-hunter2';

/** A process as Lambda's runtime makes it: it listens first, and prints with its message whatever it hears of. */
const inLambda = async (body: string) => {
  const program = `
    const print = (error) => console.error(error.message, error.stack);
    process.on('uncaughtException', print);
    process.on('unhandledRejection', print);
    const { lambdaEntry } = await import(${JSON.stringify(entry)});
    const broken = () => { throw new Error('${CANARY}', { cause: new Error('${CANARY}') }); };
    ${body}
    await new Promise((resolve) => setTimeout(resolve, 30_000));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'pipe' });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout, stderr };
};

describe('what nobody caught ends the process with a line of ours, before the runtime prints it', () => {
  test.each([
    ['an exception', 'uncaught_exception', 'setImmediate(broken);'],
    ['a promise', 'unhandled_rejection', 'void (async () => broken())();'],
  ])('%s', async (_, event, body) => {
    const { code, stdout, stderr } = await inLambda(`lambdaEntry(async () => 1); ${body}`);
    expect(code).toBe(1);
    expect(stderr).toContain(event);
    expect(stdout + stderr).not.toContain(CANARY);
  });
});

test('what a handler throws is logged, and the runtime is told no more than that it failed', async () => {
  const { code, stdout, stderr } = await inLambda(`
    const handler = lambdaEntry(async (event, context) => { if (event.broken) broken(); return [event, context]; });
    console.log(JSON.stringify(await handler({}, 'context')));
    await handler({ broken: true }).catch(print);
    process.exit(0);`);
  expect(code).toBe(0);
  expect(stdout.trim()).toBe('[{},"context"]');
  expect(stderr).toContain('invocation_failed');
  expect(stderr).toContain('InvocationFailed: See invocation_failed above.');
  expect(stdout + stderr).not.toContain(CANARY);
});
