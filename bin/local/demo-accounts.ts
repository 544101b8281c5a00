import { join } from 'node:path';
import { z } from 'zod';
import { runCommand } from './run-command.ts';

/** The API keys of the two demo accounts. */
export interface DemoKeys {
  readonly free: string;
  readonly pro: string;
}

const created = z.object({ key: z.string() });

/** Makes a free and a pro account at the endpoint that `env` names. */
export async function createDemoAccounts(
  root: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<DemoKeys> {
  const create = async (plan: 'free' | 'pro'): Promise<string> => {
    const args = [
      join(root, 'bin/admin.ts'),
      'account',
      'create',
      '--plan',
      plan,
      '--name',
      'demo',
      '--json',
    ];
    return created.parse(JSON.parse(await runCommand(process.execPath, args, { cwd: root, env, signal })))
      .key;
  };
  const [free, pro] = await Promise.all([create('free'), create('pro')]);
  return { free, pro };
}
