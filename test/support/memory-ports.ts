import { captureOfRow, captureRow } from '../../functions/adapters/aws/capture-row.ts';
import { dynamoAccounts } from '../../functions/adapters/aws/dynamo-accounts.ts';
import { dynamoBatches } from '../../functions/adapters/aws/dynamo-batches.ts';
import { dynamoCaptures } from '../../functions/adapters/aws/dynamo-captures.ts';
import { apiKeyKey, profileKey, usageKey } from '../../functions/adapters/aws/dynamo-keys.ts';
import { accountsTableIndexes, captureIndexes } from '../../functions/adapters/aws/table-indexes.ts';
import { type AccountProfile, accountProfile } from '../../functions/domain/account.ts';
import { type ApiKey, apiKeyId } from '../../functions/domain/api-key.ts';
import type { Capture } from '../../functions/domain/capture.ts';
import { type CaptureTimes, firstGuess } from '../../functions/domain/eta.ts';
import type { Retention } from '../../functions/domain/kept-times.ts';
import type { Lane } from '../../functions/domain/lane-of.ts';
import type { Accounts } from '../../functions/ports/accounts.ts';
import type { Batches } from '../../functions/ports/batches.ts';
import type { CallbackLetters } from '../../functions/ports/callback-letters.ts';
import type { CallbackQueue } from '../../functions/ports/callback-queue.ts';
import type { Captures } from '../../functions/ports/captures.ts';
import type { Clock } from '../../functions/ports/clock.ts';
import type { ImageStore } from '../../functions/ports/image-store.ts';
import type { RenderLoad } from '../../functions/ports/render-load.ts';
import type { RenderQueue } from '../../functions/ports/render-queue.ts';
import type { Picture, Renderer } from '../../functions/ports/renderer.ts';
import { NOON } from './builders.ts';
import { type MemoryDynamo, memoryDynamo } from './memory-dynamo/memory-dynamo.ts';
import type { Row } from './memory-dynamo/row.ts';
import { memoryEnvelopes } from './memory-envelopes.ts';
import { memoryHeldFiles } from './memory-held-files.ts';
import { type RowView, rowView } from './row-view.ts';

/** All state of the service in memory: the real adapters on DynamoDB in memory. Tests look into it and change it. */
export interface MemoryService {
  readonly captures: Captures & { readonly rows: RowView<Capture>; answersLost: number };
  readonly accounts: Accounts & {
    readonly profiles: RowView<AccountProfile>;
    /** By `account/month`. */
    readonly usage: RowView<number>;
    /** By the key's hash. */
    readonly keys: RowView<ApiKey>;
  };
  readonly batches: Batches;
  readonly queue: RenderQueue & {
    readonly sent: string[];
    readonly lanes: Lane[];
    broken: boolean;
  };
  readonly images: ImageStore & { readonly files: Map<string, Uint8Array>; broken: boolean };
  readonly held: ReturnType<typeof memoryHeldFiles>;
  readonly envelopes: ReturnType<typeof memoryEnvelopes>;
  readonly callbacks: CallbackQueue & {
    readonly sent: { readonly token: string; readonly delaySeconds: number }[];
    broken: boolean;
  };
  readonly letters: CallbackLetters & {
    readonly buried: { readonly token: string; readonly reason: string }[];
  };
  readonly retention: Retention;
  readonly load: RenderLoad & { readonly observed: CaptureTimes[]; broken: boolean };
  readonly dynamo: MemoryDynamo;
}

export const memoryTables = { captures: 'captures', accounts: 'accounts' };

/** The tables of the service in memory, with their indexes. */
export const memoryTableShapes = [
  { name: memoryTables.captures, partitionKey: 'token', indexes: captureIndexes },
  { name: memoryTables.accounts, partitionKey: 'pk', sortKey: 'sk', indexes: accountsTableIndexes },
];

const sortKeyIs = (start: string) => (row: Row) => String(row['sk']).startsWith(start);

const accountViews = ({ tables }: MemoryDynamo) => {
  const table = tables.get(memoryTables.accounts);
  return {
    profiles: rowView<AccountProfile>(table, {
      keyOf: profileKey,
      isOne: sortKeyIs('PROFILE'),
      nameOf: ({ id }) => String(id),
      toValue: (row) => accountProfile.parse(row),
      rowOf: (value) => ({ ...value }),
    }),
    usage: rowView<number>(table, {
      keyOf: (name) => {
        const [id = '', month = ''] = name.split('/');
        return usageKey(id, month);
      },
      isOne: sortKeyIs('USAGE#'),
      nameOf: ({ pk, sk }) => `${String(pk).slice('ACCOUNT#'.length)}/${String(sk).slice('USAGE#'.length)}`,
      toValue: ({ used }) => Number(used),
      rowOf: (used) => ({ used }),
    }),
    keys: rowView<ApiKey>(table, {
      keyOf: apiKeyKey,
      isOne: ({ pk, sk }) => sk === 'KEY' && String(pk).startsWith('KEY#'),
      nameOf: ({ pk }) => String(pk).slice('KEY#'.length),
      toValue: ({ pk, sk: _, keyId: __, ...row }) =>
        ({ ...row, id: apiKeyId(String(pk).slice('KEY#'.length)) }) as ApiKey,
      rowOf: ({ id: keyId, ...value }) => ({ ...value, keyId }),
    }),
  };
};

const memoryCaptures = (dynamo: MemoryDynamo, now: Clock): MemoryService['captures'] => {
  const real = dynamoCaptures(dynamo.client, memoryTables, { now, backOff: async () => undefined });
  const captures: MemoryService['captures'] = {
    ...real,
    rows: rowView<Capture>(dynamo.tables.get(memoryTables.captures), {
      keyOf: (token) => ({ token }),
      isOne: ({ status }) => status !== 'void',
      nameOf: ({ token }) => String(token),
      toValue: (row) => captureOfRow(row),
      rowOf: (one) => captureRow(one, now()),
    }),
    answersLost: 0,
    // As when the write arrives, its answer is lost and the SDK's second try finds the condition gone.
    move: async (moves, limits) => {
      const answer = await real.move(moves, limits);
      if (captures.answersLost === 0) return answer;
      captures.answersLost -= 1;
      return 'moved';
    },
  };
  return captures;
};

/** An empty service; `now` is what its adapters stamp rows with. */
export const memoryService = (now: Clock = () => NOON): MemoryService => {
  const dynamo = memoryDynamo(memoryTableShapes);
  const queue: MemoryService['queue'] = {
    sent: [],
    lanes: [],
    broken: false,
    send: async (tokens, lane) => {
      if (queue.broken) throw new Error('the queue is down');
      queue.sent.push(...tokens);
      queue.lanes.push(...tokens.map(() => lane));
    },
  };
  const images: MemoryService['images'] = {
    files: new Map(),
    broken: false,
    put: async (key, bytes) => {
      if (images.broken) throw new Error('the bucket is down');
      images.files.set(key, bytes);
    },
    delete: async (keys) => {
      if (images.broken) throw new Error('the bucket is down');
      for (const key of keys) images.files.delete(key);
    },
  };
  const callbacks: MemoryService['callbacks'] = {
    sent: [],
    broken: false,
    send: async (tokens, delaySeconds = 0) => {
      if (callbacks.broken) throw new Error('the queue is down');
      callbacks.sent.push(...tokens.map((token) => ({ token, delaySeconds })));
    },
  };
  const buried: MemoryService['letters']['buried'] = [];
  const letters: MemoryService['letters'] = {
    buried,
    bury: async (letter) => {
      buried.push(letter);
    },
  };
  const observed: CaptureTimes[] = [];
  const load: MemoryService['load'] = {
    observed,
    broken: false,
    current: async () => {
      if (load.broken) throw new Error('the load is unknown');
      return { waiting: queue.sent.length, ...firstGuess, ...observed.at(-1), slots: 2 };
    },
    observe: async (times) => {
      if (load.broken) throw new Error('the load is unknown');
      observed.push(times);
    },
  };
  return {
    accounts: {
      ...dynamoAccounts(dynamo.client, memoryTables.accounts, { now, backOff: async () => undefined }),
      ...accountViews(dynamo),
    },
    captures: memoryCaptures(dynamo, now),
    batches: dynamoBatches(dynamo.client, memoryTables.accounts, { now, backOff: async () => undefined }),
    queue,
    images,
    held: memoryHeldFiles(),
    envelopes: memoryEnvelopes(),
    callbacks,
    letters,
    retention: { privateMs: 24 * 3_600_000 },
    load,
    dynamo,
  };
};

/** A picture as a renderer gives it. */
export const somePicture = (changes: Partial<Picture> = {}): Picture => ({
  format: 'jpg',
  bytes: new Uint8Array([1, 2, 3]),
  width: 1280,
  height: 720,
  preview: async () => ({ bytes: new Uint8Array([4]) }),
  capturedAt: 1_700_000_000_500,
  pageStatus: 200,
  finalUrl: 'https://example.com/',
  pageTitle: 'Example',
  timings: { navigate: 12 },
  checks: {},
  warnings: [],
  ...changes,
});

/** A renderer that answers what `answer` says, and notes what it was asked for. */
export const scriptedRenderer = (answer: () => Promise<Picture>): Renderer & { readonly asked: string[] } => {
  const asked: string[] = [];
  return {
    asked,
    render: async ({ url }) => {
      asked.push(url);
      return answer();
    },
    idle: async () => undefined,
    close: async () => undefined,
  };
};
