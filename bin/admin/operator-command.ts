import { Command } from 'commander';

// npm writes a banner in front of the output unless it is told not to, which no program can read as JSON.
const typed = (example: string): string =>
  `  npm run ${example.includes('--json') ? '-s ' : ''}admin -- ${example}`;

/** A command with what every one of `npm run admin` has: --stage, --json, and examples at the end of its help. */
export const operatorCommand = (name: string, description: string, examples: readonly string[]): Command =>
  new Command(name)
    .description(description)
    .option(
      '--stage <stage>',
      'local (the stack of "npm start"), dev, prod or another of lib/config/stages.ts',
      'local',
    )
    .option('--json', 'print one JSON object, for scripts')
    .showHelpAfterError('(add --help for what there is)')
    .addHelpText('after', `\nExamples:\n${examples.map(typed).join('\n')}`);
