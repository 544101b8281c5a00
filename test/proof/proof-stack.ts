import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { endpointEnvironment } from '../../bin/local/endpoint-environment.ts';
import { type LocalStack, startLocalStack } from '../../bin/local/local-stack.ts';
import { runCommand } from '../../bin/local/run-command.ts';
import { writtenSteps } from '../../bin/local/steps.ts';
import { engineTables } from '../support/engine-tables.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, '.local', 'proof');
const created = z.object({ account_id: z.string(), key: z.string() });

/** The local stack as a proof needs it: the API in front, and the engine's own doors behind. */
export const proofStack = async (allow: readonly string[], callbackCa?: string) => {
  rmSync(folder, { recursive: true, force: true });
  const stack: LocalStack = await startLocalStack({
    root,
    folder,
    stackFile: join(folder, 'stack.json'),
    allow,
    callbackCa,
    delivery: 'cloudfront',
    fresh: true,
    steps: writtenSteps(process.stdout),
    signal: new AbortController().signal,
  });
  const { endpoint, api } = stack;
  const tables = engineTables(endpoint);
  const { names, connection: engine } = tables;
  const sqs = new SQSClient(engine);
  const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: names.renderQueue }));

  return {
    stack,
    api,
    tables,
    names,
    engine,
    sqs,
    folder,
    /** An account with its key, made by the operators' command. */
    account: async (plan: 'free' | 'pro'): Promise<{ id: string; key: string }> => {
      const program = join(root, 'bin/admin.ts');
      const args = [program, 'account', 'create', '--plan', plan, '--name', 'proof', '--json'];
      const env = endpointEnvironment(endpoint);
      const { account_id: id, key } = created.parse(
        JSON.parse(await runCommand(process.execPath, args, { cwd: root, env })),
      );
      return { id, key };
    },
    /** The environment that the create-batch function has on this stack. */
    functionEnvironment: (): NodeJS.ProcessEnv => ({
      ...endpointEnvironment(endpoint),
      ACCOUNTS_TABLE: tables.accounts,
      CAPTURES_TABLE: tables.captures,
      PEPPER_SECRET_ARN: names.pepperSecret,
      PLANS: JSON.stringify(tables.config.plans),
      EGRESS_ALLOW: JSON.stringify(allow),
      SEALING_KEY_ARN: names.sealingKeyAlias,
      RENDER_QUEUE_URL: QueueUrl,
      RENDER_SLOTS: String(tables.config.renderSlots),
      BROWSER_ORIGINS: '[]',
    }),
  };
};
export type ProofStack = Awaited<ReturnType<typeof proofStack>>;
