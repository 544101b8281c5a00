import type { FunctionName } from '../../functions/runtime/env.ts';
import type { StageConfig } from './stage-config.ts';

/**
 * The physical names of a stage. Stacks, also those of other regions, find each other's parts by deriving the same
 * names, so that they deploy side by side and none holds on to another's exports. `account` is an account id or a token.
 */
export const physicalNames = ({ stage, region }: StageConfig, account: string) => ({
  capturesTable: `snapstack-${stage}-captures`,
  accountsTable: `snapstack-${stage}-accounts`,
  // A partial ARN is ambiguous when the name ends in a hyphen and six characters, as "-pepper" does: hence slashes.
  pepperSecret: `snapstack/${stage}/pepper`,
  // Bucket names are shared by all of AWS.
  imageBucket: `snapstack-${stage}-images-${account}-${region}`,
  // No CDN and nobody but the functions of the stage can read it.
  privateBucket: `snapstack-${stage}-private-${account}-${region}`,
  sealingKeyAlias: `alias/snapstack-${stage}-sealing`,
  callbackQueue: `snapstack-${stage}-callbacks`,
  callbackDeadLetterQueue: `snapstack-${stage}-callbacks-dead-letters`,
  callbackStreamDeadLetterQueue: `snapstack-${stage}-callbacks-stream-dead-letters`,
  renderQueue: `snapstack-${stage}-render`,
  renderDeadLetterQueue: `snapstack-${stage}-render-dead-letters`,
  priorityQueue: `snapstack-${stage}-render-priority`,
  priorityDeadLetterQueue: `snapstack-${stage}-render-priority-dead-letters`,
});

/** The physical name of a function; CloudFormation, logs and metrics show it. */
export const functionName = (stage: string, name: FunctionName): string => `snapstack-${stage}-${name}`;
