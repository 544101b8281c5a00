import { describe, expect, test } from 'vitest';
import { Refusal } from '../../bin/local/refusal.ts';
import { CommandFailed } from '../../bin/local/run-command.ts';
import { writtenSteps } from '../../bin/local/steps.ts';
import { Stopped } from '../../bin/local/stopped.ts';

const recorder = (isTTY: boolean) => {
  const written: string[] = [];
  return { isTTY, write: (text: string) => written.push(text), text: () => written.join('') };
};

describe('in a file', () => {
  test('a step is one line with its time, and gives what its work gave', async () => {
    const output = recorder(false);
    expect(await writtenSteps(output).run('CDK deploy', async () => 7)).toBe(7);
    expect(output.text()).toMatch(/^✓ CDK deploy +\d+\.\d s\n$/);
  });

  test('a line can say what came of the step', async () => {
    const output = recorder(false);
    await writtenSteps(output).run(
      'Port',
      async () => 4566,
      (port) => `${port}`,
    );
    expect(output.text()).toMatch(/^✓ Port: 4566 +\d+\.\d s\n$/);
  });

  test('a failed command shows its log and becomes a sentence', async () => {
    const output = recorder(false);
    const work = () => Promise.reject(new CommandFailed('cdk', 1, 'first\nsecond\n'));
    await expect(writtenSteps(output).run('CDK deploy', work)).rejects.toThrow(
      new Refusal('CDK deploy failed: its log is above.'),
    );
    expect(output.text()).toMatch(/^✗ CDK deploy +\d+\.\d s\n {4}first\n {4}second\n$/);
  });

  test('any other error is passed on after the line', async () => {
    const output = recorder(false);
    const error = new Refusal('Install it.');
    await expect(writtenSteps(output).run('Python', () => Promise.reject(error))).rejects.toBe(error);
    expect(output.text()).toMatch(/^✗ Python +\d+\.\d s\n$/);
  });

  test('what was stopped gets no line', async () => {
    const output = recorder(false);
    await expect(writtenSteps(output).run('Python', () => Promise.reject(new Stopped()))).rejects.toThrow(
      Stopped,
    );
    expect(output.text()).toBe('');
  });
});

test('on a terminal the steps at work are shown, and wiped when the last is done', async () => {
  const output = recorder(true);
  const steps = writtenSteps(output);
  let finish = (): void => {};
  const slow = steps.run('Slow', () => new Promise<void>((resolve) => (finish = resolve)));
  await steps.run('Quick', async () => {});
  expect(output.text()).toContain('Slow, Quick');
  finish();
  await slow;
  expect(output.text()).toMatch(/✓ Quick +\d+\.\d s\n/);
  expect(output.text().endsWith('\r\x1b[2K')).toBe(true);
});
