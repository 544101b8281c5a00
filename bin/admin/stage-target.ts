import { join } from 'node:path';
import { physicalNames } from '../../lib/config/names.ts';
import { readStage } from '../../lib/config/read-stage.ts';
import { renderLanes } from '../../lib/config/render-lanes.ts';
import type { StageConfig } from '../../lib/config/stage-config.ts';
import { readStackFile } from '../local/stack-file.ts';
import type { QueueNames } from './queue-names.ts';

const stackFile = join(import.meta.dirname, '..', '..', '.local', 'stack.json');

/** The local engine takes any credentials but wants some. */
const engineCredentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

/** Where a stage's tables, queues and secrets are, and its settings. */
export interface StageTarget {
  readonly accountsTable: string;
  readonly capturesTable: string;
  readonly queues: QueueNames;
  readonly deadLetterQueues: QueueNames;
  readonly pepperSecretArn: string;
  readonly config: StageConfig;
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
  const { accountsTable, capturesTable, pepperSecret: pepperSecretArn } = names;
  const hasPriority = renderLanes(config).priority !== undefined;
  return {
    accountsTable,
    capturesTable,
    queues: {
      standard: names.renderQueue,
      ...(hasPriority && { priority: names.priorityQueue }),
      callbacks: names.callbackQueue,
    },
    deadLetterQueues: {
      standard: names.renderDeadLetterQueue,
      ...(hasPriority && { priority: names.priorityDeadLetterQueue }),
      callbacks: names.callbackDeadLetterQueue,
      stream: names.callbackStreamDeadLetterQueue,
    },
    pepperSecretArn,
    config,
  };
};
