import type { DynamoDBRecord } from 'aws-lambda';
import { endedWithCallback } from '../../functions/adapters/aws/ended-with-callback.ts';
import { dispatchCallbacks } from '../../functions/usecases/dispatch-callbacks.ts';
import type { Row } from '../support/memory-dynamo/row.ts';
import { type Shared, serviceProcess } from './service-process.ts';
import type { Life } from './world.ts';

/** As often as lib/stacks/callback-stack.ts lets a page be read. */
const TRIES = 6;
const AGAIN_MS = 1_000;

/** As much of a row's image as is looked at. */
const imageOf = (row: Row | undefined) =>
  row && {
    token: { S: String(row['token']) },
    status: { S: String(row['status']) },
    ...(row['callbackMark'] !== undefined && { callbackMark: { S: String(row['callbackMark']) } }),
  };

/** The stream of the captures table and what reads it: a change is read once or, after a crash, again. */
export const streamReader = () => {
  const read = (shared: Shared, record: DynamoDBRecord, tries: number): void => {
    const { world } = shared;
    const again = (): void => {
      if (tries < TRIES) world.after(AGAIN_MS, () => read(shared, record, tries + 1));
    };
    const life: Life = { dead: false, onDeath: again };
    const { callbacks, log } = serviceProcess(shared, life, 'dispatch-callbacks');
    dispatchCallbacks({ queue: callbacks, log }, endedWithCallback([record])).then(() => {
      life.dead = true;
    }, again);
  };
  return (shared: Shared, before: Row | undefined, after: Row): void => {
    if (after['callback'] === undefined) return;
    const record = { dynamodb: { OldImage: imageOf(before), NewImage: imageOf(after) } } as DynamoDBRecord;
    if (endedWithCallback([record]).length === 0) return;
    const { world } = shared;
    world.after(world.random.between(5, 200), () => read(shared, record, 1));
  };
};
