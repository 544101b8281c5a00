import type { ApiKey } from '../../functions/domain/api-key.ts';

const seconds = (at: number): number => Math.floor(at / 1_000);

/** A key as --json prints it, never the key itself; times are Unix seconds, as everywhere in the API. */
export const keyRecord = ({ id, name, createdAt, lastUsedOn, revokedAt }: ApiKey) => ({
  key_id: id,
  name,
  created_at: seconds(createdAt),
  last_used_on: lastUsedOn ?? null,
  revoked_at: revokedAt === undefined ? null : seconds(revokedAt),
});
