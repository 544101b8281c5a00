import { join } from 'node:path';
import type { Plans } from '../../functions/domain/account.ts';
import { physicalNames } from '../../lib/config/names.ts';
import { readStage } from '../../lib/config/read-stage.ts';
import { readStackFile } from '../local/stack-file.ts';

const stackFile = join(import.meta.dirname, '..', '..', '.local', 'stack.json');

/** The local engine takes any credentials but wants some. */
const engineCredentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

/** Where a stage's tables and secrets are, and what its plans allow. */
export interface StageTarget {
  readonly accountsTable: string;
  readonly capturesTable: string;
  readonly renderQueue: string;
  readonly pepperSecretArn: string;
  readonly plans: Plans;
}

// An endpoint that is set wins; without one the local stage is the stack that `npm start` runs; any other is on AWS.
const useEngine = (): void => {
  if (process.env['AWS_ENDPOINT_URL'] !== undefined) return;
  const running = readStackFile(stackFile);
  if (running === undefined) {
    throw new Error(
      'No local stack is running. Start one with "npm start", or name another stage with --stage.',
    );
  }
  process.env['AWS_ENDPOINT_URL'] = running.engine.endpoint;
};

/**
 * Points the AWS SDK at a stage: its region, and for the local stage its engine and credentials. Throws with what to
 * do when there is no such stage, or when the local one does not run.
 */
export const stageTarget = (stage: string): StageTarget => {
  const config = readStage((name) => (name === 'stage' ? stage : undefined));
  process.env['AWS_REGION'] = config.region;
  if (stage === 'local') {
    useEngine();
    for (const [name, value] of Object.entries(engineCredentials)) process.env[name] ??= value;
  }
  const names = physicalNames(config, '');
  const { accountsTable, capturesTable, renderQueue, pepperSecret: pepperSecretArn } = names;
  return { accountsTable, capturesTable, renderQueue, pepperSecretArn, plans: config.plans };
};
