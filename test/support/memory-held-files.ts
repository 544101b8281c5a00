import type { HeldFileFacts, HeldFiles } from '../../functions/ports/held-files.ts';

/** The private bucket in memory. */
export const memoryHeldFiles = (): HeldFiles & {
  readonly files: Map<string, { readonly bytes: Uint8Array; readonly facts: HeldFileFacts }>;
  broken: boolean;
} => {
  const held: ReturnType<typeof memoryHeldFiles> = {
    files: new Map(),
    broken: false,
    put: async (key, bytes, facts) => {
      if (held.broken) throw new Error('the bucket is down');
      held.files.set(key, { bytes, facts });
    },
    delete: async (keys) => {
      if (held.broken) throw new Error('the bucket is down');
      for (const key of keys) held.files.delete(key);
    },
    has: async (key) => held.files.has(key),
    read: async (key, range) => {
      const bytes = held.files.get(key)?.bytes;
      return range === undefined ? bytes : bytes?.subarray(range.first, range.last + 1);
    },
    stream: async function* (key) {
      const found = held.files.get(key);
      if (found === undefined || held.broken) throw new Error('the bucket is down');
      yield found.bytes;
    },
    addressOf: async (key, { fileName }, seconds) =>
      `https://bucket.example/${key}?name=${fileName}&seconds=${seconds}`,
  };
  return held;
};
