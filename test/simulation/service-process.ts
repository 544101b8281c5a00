import type { SQSClient } from '@aws-sdk/client-sqs';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { dynamoAccounts } from '../../functions/adapters/aws/dynamo-accounts.ts';
import { dynamoBatches } from '../../functions/adapters/aws/dynamo-batches.ts';
import { dynamoCaptures } from '../../functions/adapters/aws/dynamo-captures.ts';
import { renderLoad } from '../../functions/adapters/aws/render-load.ts';
import { sqsRenderQueue } from '../../functions/adapters/aws/sqs-render-queue.ts';
import type { Plans } from '../../functions/domain/account.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import type { ImageStore } from '../../functions/ports/image-store.ts';
import { plainKeyHasher } from '../support/builders.ts';
import type { MemoryDynamo } from '../support/memory-dynamo/memory-dynamo.ts';
import { memoryTables } from '../support/memory-ports.ts';
import type { MessageQueue } from './message-queue.ts';
import type { Life, World } from './world.ts';

/** What all processes of the service share: its stores, and how they are reached. */
export interface Shared {
  readonly world: World;
  readonly dynamo: MemoryDynamo;
  readonly queue: MessageQueue;
  readonly files: Map<string, number>;
  readonly plans: Plans;
  readonly slots: number;
}

const isRead = (command: unknown): boolean =>
  command instanceof GetCommand || command instanceof BatchGetCommand || command instanceof QueryCommand;

const policy = outboundPolicy([]);

/** The real parts of one process of the service, on stores in memory that every call of it goes to through the world. */
export const serviceProcess = (shared: Shared, life: Life) => {
  const { world, dynamo, queue, files, plans, slots } = shared;
  // Of its class, since the SDK's paginators ask for that.
  const client: DynamoDBDocumentClient = Object.assign(Object.create(DynamoDBDocumentClient.prototype), {
    send: (command: UpdateCommand) =>
      world.call(
        life,
        async () => {
          // The SDK sends what got no answer again; a transaction it marks, so that it is done once.
          if (command instanceof UpdateCommand && world.mishap('sentTwice')) {
            await dynamo.client.send(command).catch(() => undefined);
          }
          return dynamo.client.send(command);
        },
        isRead(command) ? 'read' : 'write',
      ),
  });
  const sqs = {
    send: (command: unknown) => world.call(life, async () => queue.answer(command)),
  } as unknown as SQSClient;
  const time = {
    now: world.now,
    backOff: (mostMs: number) => world.pass(life, world.random.between(1, mostMs)),
  };
  const images: ImageStore = {
    put: (key, bytes) =>
      world.call(life, async () => {
        files.set(key, bytes.byteLength);
      }),
    delete: (keys) =>
      world.call(life, async () => {
        for (const key of keys) files.delete(key);
      }),
  };
  return {
    sqs,
    accounts: dynamoAccounts(client, memoryTables.accounts),
    captures: dynamoCaptures(client, memoryTables, time),
    batches: dynamoBatches(client, memoryTables.accounts, time),
    queue: sqsRenderQueue(sqs, { standard: 'queue' }),
    load: renderLoad(
      sqs,
      client,
      {
        accountsTable: memoryTables.accounts,
        lanes: { standard: { queueUrl: 'queue', slots } },
      },
      world.elapsed,
    ),
    images,
    keyHasher: plainKeyHasher,
    plans,
    policy,
    resolver: { resolve: async () => ['93.184.216.34'] },
    rates: { take: async () => true },
    randomBytes: world.random.bytes,
    now: world.now,
    log: () => undefined,
  };
};
