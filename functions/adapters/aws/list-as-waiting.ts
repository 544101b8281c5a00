import { nextLook } from '../../domain/next-sweep.ts';
import { sweepAttributes } from './table-indexes.ts';

/**
 * What lists an account for the sweeper when captures of it begin to wait for a render slot, or are found to, at `now`
 * (Unix ms): clauses of the SET of an update, and their values. One that is to be looked at sooner stays so.
 */
export const listAsWaiting = (accountId: string, now: number) => {
  const attributes = Object.entries(sweepAttributes(accountId, nextLook(now)));
  return {
    sets: attributes.map(([name]) => `${name} = if_not_exists(${name}, :${name})`),
    values: Object.fromEntries(attributes.map(([name, value]) => [`:${name}`, value])),
  };
};
