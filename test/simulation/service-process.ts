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
import { dynamoCallbackSlots } from '../../functions/adapters/aws/dynamo-callback-slots.ts';
import { dynamoCaptures } from '../../functions/adapters/aws/dynamo-captures.ts';
import { renderLoad } from '../../functions/adapters/aws/render-load.ts';
import { sqsCallbackQueue } from '../../functions/adapters/aws/sqs-callback-queue.ts';
import { sqsRenderQueue } from '../../functions/adapters/aws/sqs-render-queue.ts';
import type { Plans } from '../../functions/domain/account.ts';
import { callbackShares } from '../../functions/domain/callback-shares.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import { RENDER_FUNCTION_SECONDS, SWEEP_FUNCTION_SECONDS } from '../../functions/domain/time-limits.ts';
import type { CallbackLetters } from '../../functions/ports/callback-letters.ts';
import type { Envelopes } from '../../functions/ports/envelopes.ts';
import type { HeldFiles } from '../../functions/ports/held-files.ts';
import type { ImageStore } from '../../functions/ports/image-store.ts';
import type { DeployedFunction } from '../../lib/constructs/bundle.ts';
import { plainKeyHasher } from '../support/builders.ts';
import type { MemoryDynamo } from '../support/memory-dynamo/memory-dynamo.ts';
import { memoryTables } from '../support/memory-ports.ts';
import type { MessageQueue } from './message-queue.ts';
import type { Life, World } from './world.ts';

/** A function of the service as its role has it; operators have their own. */
export type Actor = DeployedFunction | 'operator';
type OnRequest = (actor: Actor, command: object) => void;

/** What all processes of the service share: its stores, and how they are reached. */
export interface Shared {
  readonly world: World;
  readonly dynamo: MemoryDynamo;
  readonly queue: MessageQueue;
  readonly callbackQueue: MessageQueue;
  /** Why callbacks were given up, by their captures' tokens. */
  readonly buried: Map<string, string>;
  readonly envelopes: Envelopes;
  /** The private bucket. */
  readonly heldFiles: Map<string, Uint8Array>;
  readonly files: Map<string, number>;
  readonly plans: Plans;
  readonly slots: number;
  /** Callbacks that are sent at the same time. */
  readonly callbackSlots: number;
  /** Nobody is at work. */
  readonly isIdle: () => boolean;
  /** How many requests have a callback. */
  readonly callbackShare: number;
  /** Told of each request to DynamoDB, before it is sent, and of the function that makes it. */
  readonly onRequest: OnRequest;
}

/** The callback queue's URL; every other one is the render queue's. */
const CALLBACKS = 'callbacks';

const isRead = (command: unknown): boolean =>
  command instanceof GetCommand || command instanceof BatchGetCommand || command instanceof QueryCommand;

const policy = outboundPolicy([]);

const deleteAll = (files: Map<string, unknown>, keys: readonly string[]): void => {
  for (const key of keys) files.delete(key);
};

/** How long the functions may run that store files or delete them, in seconds. */
const seconds: Readonly<Partial<Record<Actor, number>>> = {
  render: RENDER_FUNCTION_SECONDS,
  sweep: SWEEP_FUNCTION_SECONDS,
};

/** The real parts of one process of the service, as the function `actor`, on stores in memory that every call of it goes to through the world. */
export const serviceProcess = (shared: Shared, life: Life, actor: Actor) => {
  const { world, dynamo, queue, files, heldFiles, plans, slots } = shared;
  // Of its class, since the SDK's paginators ask for that.
  const client: DynamoDBDocumentClient = Object.assign(Object.create(DynamoDBDocumentClient.prototype), {
    send: (command: UpdateCommand) => {
      shared.onRequest(actor, command);
      return world.call(
        life,
        async () => {
          // The SDK sends what got no answer again; a transaction it marks, so that it is done once.
          if (command instanceof UpdateCommand && world.mishap('sentTwice')) {
            await dynamo.client.send(command).catch(() => undefined);
          }
          return dynamo.client.send(command);
        },
        isRead(command) ? 'read' : 'write',
      );
    },
  });
  const sqs = {
    send: (command: { readonly input: { readonly QueueUrl?: string } }) =>
      world.call(life, async () =>
        (command.input.QueueUrl === CALLBACKS ? shared.callbackQueue : queue).answer(command),
      ),
  } as unknown as SQSClient;
  const time = {
    now: world.now,
    backOff: (mostMs: number) => world.pass(life, world.random.between(1, mostMs)),
  };
  const endsAt = world.now() + (seconds[actor] ?? Number.POSITIVE_INFINITY) * 1_000;
  // A bucket has no conditions: what keeps late writers out of it is that their function has ended.
  const store = (effect: () => void): Promise<void> =>
    world.call(life, async () => {
      if (world.now() > endsAt) world.kill(life);
      else effect();
    });
  const images: ImageStore = {
    put: (key, bytes) => store(() => files.set(key, bytes.byteLength)),
    delete: (keys) => store(() => deleteAll(files, keys)),
  };
  const held: HeldFiles = {
    put: (key, bytes) => store(() => heldFiles.set(key, bytes)),
    delete: (keys) => store(() => deleteAll(heldFiles, keys)),
    has: (key) => world.call(life, async () => heldFiles.has(key), 'read'),
    read: (key) => world.call(life, async () => heldFiles.get(key), 'read'),
    stream: async function* (key) {
      const bytes = await world.call(life, async () => heldFiles.get(key), 'read');
      if (bytes === undefined) throw new Error('no such file');
      yield bytes;
    },
    addressOf: async (key) => key,
  };
  const envelopes: Envelopes = {
    create: (binding) => world.call(life, () => shared.envelopes.create(binding)),
    open: (accountId, sealed) => world.call(life, () => shared.envelopes.open(accountId, sealed), 'read'),
  };
  const letters: CallbackLetters = {
    bury: ({ token, reason }) =>
      world.call(life, async () => {
        shared.buried.set(token, reason);
      }),
  };
  return {
    sqs,
    held,
    envelopes,
    letters,
    callbacks: sqsCallbackQueue(sqs, CALLBACKS),
    callbackSlots: dynamoCallbackSlots(client, memoryTables.accounts, callbackShares(shared.callbackSlots), {
      time,
      random: world.random,
    }),
    retention: { privateMs: 24 * 3_600_000 },
    accounts: dynamoAccounts(client, memoryTables.accounts, time),
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
      world.now,
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
