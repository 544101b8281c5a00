import { join } from 'node:path';
import { localAccount, localRegion } from './endpoint-environment.ts';
import { runCommand } from './run-command.ts';

/** The CDK command line for one endpoint. */
export interface Cdk {
  /** Makes what CDK deploys through: its bucket and roles. */
  bootstrap(): Promise<void>;
  /** Writes the cloud assembly: templates and assets. */
  synth(context: Readonly<Record<string, string>>): Promise<void>;
  /** Deploys the assembly that synth wrote; gives the file with the stacks' outputs. */
  deploy(): Promise<string>;
}

/** CDK in `root`, with its assembly and outputs in `folder`. Its functions throw CommandFailed with its log. */
export function cdk(root: string, folder: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Cdk {
  const assembly = join(folder, 'cdk.out');
  const outputs = join(folder, 'outputs.json');
  const run = (cwd: string, ...args: string[]): Promise<string> =>
    runCommand(process.execPath, [join(root, 'node_modules/aws-cdk/bin/cdk'), ...args], {
      cwd,
      env,
      signal,
    });
  return {
    bootstrap: async () => {
      // Away from cdk.json: with an app in sight CDK would write all templates first, to no use.
      await run(folder, 'bootstrap', `aws://${localAccount}/${localRegion}`);
    },
    synth: async (context) => {
      const values = Object.entries({ stage: 'local', ...context }).flatMap(([key, value]) => [
        '-c',
        `${key}=${value}`,
      ]);
      await run(root, 'synth', '--quiet', '--output', assembly, ...values);
    },
    deploy: async () => {
      // Straight to the stacks: a change set each costs seconds of polling, and nobody reads them here.
      const how = ['--require-approval', 'never', '--method', 'direct', '--concurrency', '4'];
      await run(root, 'deploy', '--all', '--app', assembly, ...how, '--outputs-file', outputs);
      return outputs;
    },
  };
}
