import { type AccountLimits, type CounterName, counterStamp } from '../../domain/account.ts';
import type { Holdings } from '../../domain/holdings.ts';
import { profileKey, usageKey } from './dynamo-keys.ts';
import { listAsWaiting } from './list-as-waiting.ts';

interface Account {
  readonly table: string;
  readonly accountId: string;
  /** Needed where something is taken. */
  readonly limits?: AccountLimits | undefined;
  /** Unix milliseconds. */
  readonly now: number;
}

const bound = (account: Account): AccountLimits => {
  if (account.limits === undefined) throw new Error('Something is taken of an account without a limit.');
  return account.limits;
};

/** Takes slots, places and credits, and gives back what is negative. */
const profileUpdate = (account: Account, takes: Holdings) => {
  const changes: string[] = [];
  const sets: string[] = [];
  const conditions = ['attribute_exists(pk)'];
  const values: Record<string, number | string | undefined> = {};
  const add = (counter: string, delta: number): void => {
    if (delta === 0) return;
    changes.push(`${counter} :${counter}`);
    values[`:${counter}`] = delta;
  };
  // Repair asks by these when it may trust the index, for each counter and direction (usecases/repair-counters.ts).
  const count = (counter: CounterName, delta: number): void => {
    add(counter, delta);
    if (delta === 0) return;
    sets.push(`${counterStamp(counter, delta)} = :now`);
    values[':now'] = account.now;
  };
  /** At most so many, this one included; the counter is absent while nothing was ever counted. */
  const atMost = (counter: string, delta: number, most: () => number): void => {
    if (delta <= 0) return;
    const left = most() - delta;
    const none = left >= 0 ? `attribute_not_exists(${counter}) OR ` : '';
    conditions.push(`(${none}${counter} <= :${counter}Left)`);
    values[`:${counter}Left`] = left;
  };
  count('inflight', takes.inflight);
  atMost('inflight', takes.inflight, () => bound(account).inflightCap);
  count('parked', takes.parked);
  count('waitlisted', takes.waitlisted);
  atMost('waitlisted', takes.waitlisted, () => bound(account).waitlistPlaces);
  add('credit', -takes.credit);
  if (takes.credit > 0) {
    conditions.push('credit >= :creditTaken');
    values[':creditTaken'] = takes.credit;
  }
  const listing = listAsWaiting(account.accountId, takes, account.now);
  sets.push(...listing.sets);
  Object.assign(values, listing.values);
  if (changes.length === 0) return [];
  return [
    {
      TableName: account.table,
      Key: profileKey(account.accountId),
      UpdateExpression: `${sets.length > 0 ? `SET ${sets.join(', ')} ` : ''}ADD ${changes.join(', ')}`,
      ConditionExpression: conditions.join(' AND '),
      ExpressionAttributeValues: values,
    },
  ];
};

/** Takes of a month's quota, or gives back. */
const usageUpdate = (account: Account, month: string, count: number) => {
  const update = {
    TableName: account.table,
    Key: usageKey(account.accountId, month),
    UpdateExpression: 'ADD used :count',
  };
  if (count <= 0) return { ...update, ExpressionAttributeValues: { ':count': count } };
  const left = bound(account).monthlyQuota - count;
  return {
    ...update,
    // A month that nothing was used of has no row.
    ConditionExpression: `${left >= 0 ? 'attribute_not_exists(used) OR ' : ''}used <= :left`,
    ExpressionAttributeValues: { ':count': count, ':left': left },
  };
};

/** The updates by which an account loses what is taken of it, for one transaction: none where nothing changes. */
export const counterUpdates = (account: Account, takes: Holdings) => [
  ...profileUpdate(account, takes),
  ...Object.entries(takes.quota)
    .filter(([, count]) => count !== 0)
    .map(([month, count]) => usageUpdate(account, month, count)),
];
