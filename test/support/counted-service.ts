import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import { NOON, plainKeyHasher, seededBytes, someProfile } from './builders.ts';
import { memoryService, scriptedRenderer, somePicture } from './memory-ports.ts';

/** Quotas and slots that show what is meant to be shown. */
const plans = {
  free: { monthlyQuota: 1_000_000, inflightCap: 3, batchLimit: 500 },
  pro: { monthlyQuota: 1_000_000, inflightCap: 6, batchLimit: 5_000 },
};

/** The service in memory with its calls of DynamoDB and SQS counted: by command, SQS in capitals. */
export const countedService = async () => {
  const service = memoryService();
  const { dynamo, queue, accounts } = service;
  const keys = { pro: 'proproproPRO' };
  const hash = await plainKeyHasher.hash(keys.pro);
  await accounts.create(someProfile({ id: 'pro', plan: 'pro' }), { hash, name: 'key', createdAt: NOON });
  let sends = 0;
  let depths = 0;
  const deps = {
    ...service,
    queue: {
      ...queue,
      send: async (...args: Parameters<typeof queue.send>) => {
        sends += Math.ceil(args[0].length / 10);
        await queue.send(...args);
      },
    },
    load: {
      ...service.load,
      // As render-load.ts asks: the queue by SQS, the average by DynamoDB.
      current: async (...args: Parameters<typeof service.load.current>) => {
        depths += 1;
        return service.load.current(...args);
      },
    },
    renderer: scriptedRenderer(async () => somePicture()),
    keyHasher: plainKeyHasher,
    plans,
    policy: outboundPolicy([]),
    resolver: { resolve: async () => ['93.184.216.34'] },
    rates: { take: async () => true },
    randomBytes: seededBytes('counted'),
    now: () => NOON,
    log: () => undefined,
  };
  return {
    deps,
    keys,
    queue,
    urls: { apiUrl: 'https://api.example.net', staticUrl: 'https://static.example.net' },
    /** The calls that some work makes; beside them one update of DynamoDB for the rate limit of calls with a key. */
    count: async (work: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> => {
      dynamo.calls.clear();
      [sends, depths] = [0, 0];
      await work();
      const calls: Record<string, number> = {};
      for (const [name, times] of dynamo.calls) calls[name.replace('Command', '')] = times;
      if (depths > 0) calls['Get'] = (calls['Get'] ?? 0) + depths;
      if (depths > 0) calls['DEPTH'] = depths;
      if (sends > 0) calls['SEND'] = sends;
      return calls;
    },
  };
};
