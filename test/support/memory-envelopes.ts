import { randomBytes } from 'node:crypto';
import { envelopeOf } from '../../functions/adapters/aws/envelope-of.ts';
import type { Envelopes } from '../../functions/ports/envelopes.ts';

/** Data keys that are kept here in place of KMS: the sealing is the real one. */
export const memoryEnvelopes = (): Envelopes & { readonly created: string[]; broken: boolean } => {
  const keys = new Map<string, { readonly dataKey: Uint8Array; readonly owner: string }>();
  const ownerOf = (accountId: string, boundTo: string): string => `${accountId}/${boundTo}`;
  const envelopes = {
    created: [] as string[],
    broken: false,
    create: async (binding: { readonly accountId: string; readonly boundTo: string }) => {
      if (envelopes.broken) throw new Error('KMS is down');
      const dataKey = randomBytes(32);
      const key = `key${keys.size}`;
      keys.set(key, { dataKey, owner: ownerOf(binding.accountId, binding.boundTo) });
      envelopes.created.push(binding.boundTo);
      return envelopeOf(dataKey, { ...binding, key });
    },
    open: async (accountId: string, { key, boundTo }: { readonly key: string; readonly boundTo: string }) => {
      if (envelopes.broken) throw new Error('KMS is down');
      const found = keys.get(key);
      if (found?.owner !== ownerOf(accountId, boundTo)) throw new Error('KMS refuses the context');
      return envelopeOf(found.dataKey, { accountId, boundTo, key });
    },
  };
  return envelopes;
};
