import { describe, expect, onTestFinished, test } from 'vitest';
import { adminProgram } from '../../bin/admin/admin-program.ts';

const commands = adminProgram.commands.flatMap((group) =>
  group.commands.map((command) => ({ group: group.name(), name: command.name(), command })),
);

describe('the operator’s commands', () => {
  test('are those of accounts, keys, captures and queues', () => {
    expect(new Set(commands.map(({ group }) => group))).toEqual(
      new Set(['account', 'key', 'captures', 'queues']),
    );
    expect(commands.length).toBeGreaterThanOrEqual(15);
  });

  test.each(commands)('teach $group $name by an example', ({ group, name, command }) => {
    let help = '';
    const before = { ...command.configureOutput() };
    onTestFinished(() => void command.configureOutput(before));
    command.configureOutput({
      writeOut: (text) => {
        help += text;
      },
    });
    command.outputHelp();
    expect(help).toMatch(new RegExp(`Examples:\\n  npm run (-s )?admin -- ${group} ${name}`));
  });
});
