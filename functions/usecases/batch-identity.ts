import { createHash } from 'node:crypto';
import type { RandomBytes } from '../domain/capture-token.ts';
import type { Fields } from '../domain/read-request.ts';
import { isIdempotencyKey } from '../domain/submit-request.ts';
import type { KeyHasher } from '../ports/key-hasher.ts';

/** Which batch it is to be. */
export interface BatchIdentity {
  readonly id: string;
  readonly hasKey: boolean;
  readonly bodyHash: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The id of the batch of an idempotency key. */
export const batchIdOfKey = (key: string): string => sha256(key);

/** Which batch a call is about: that of its idempotency key, or one of its own. The API key is no part of the body. */
export const batchIdentity = async (
  deps: { readonly randomBytes: RandomBytes; readonly keyHasher: KeyHasher },
  { key: _, ...body }: Fields,
): Promise<BatchIdentity> => {
  const { idempotency_key: key } = body;
  return isIdempotencyKey(key)
    ? { id: batchIdOfKey(key), hasKey: true, bodyHash: await deps.keyHasher.hash(JSON.stringify(body)) }
    : { id: Buffer.from(deps.randomBytes(32)).toString('hex'), hasKey: false, bodyHash: '' };
};
