import type { CaptureIn, Charge, ChargedCapture } from '../../domain/capture.ts';
import type { CreateLimits } from '../../ports.ts';
import { profileKey, usageKey } from './dynamo-keys.ts';

// The updates of an account's counters that go along with a capture in one transaction, in the order in which a refusal
// is looked for.

/** Takes from a month's quota; undefined for a charge that takes from elsewhere. */
const takeQuota = (table: string, accountId: string, charge: Charge, monthlyQuota: number) =>
  charge.from === 'quota'
    ? {
        TableName: table,
        Key: usageKey(accountId, charge.month),
        UpdateExpression: 'ADD used :one',
        ConditionExpression: 'attribute_not_exists(used) OR used < :quota',
        ExpressionAttributeValues: { ':one': 1, ':quota': monthlyQuota },
      }
    : undefined;

/** What a capture that is paid for changes of its account; one that comes from the wait list gives its place back. */
const begin = (table: string, accountId: string, charge: Charge, from: 'new' | 'waitlist') => {
  const isCredit = charge.from === 'credit';
  const changes = ['inflight :one'];
  if (isCredit) changes.push('credit :minusOne');
  if (from === 'waitlist') changes.push('waitlisted :minusOne');
  return {
    TableName: table,
    Key: profileKey(accountId),
    UpdateExpression: `ADD ${changes.join(', ')}`,
    ConditionExpression: isCredit ? 'credit >= :one' : 'attribute_exists(pk)',
    ExpressionAttributeValues:
      isCredit || from === 'waitlist' ? { ':one': 1, ':minusOne': -1 } : { ':one': 1 },
  };
};

/** Takes a place on the wait list. An account without one has no counter yet, which is not below a bound of none. */
const queueUp = (table: string, accountId: string, places: number) => ({
  TableName: table,
  Key: profileKey(accountId),
  UpdateExpression: 'ADD waitlisted :one',
  ConditionExpression:
    places > 0
      ? 'attribute_exists(pk) AND (attribute_not_exists(waitlisted) OR waitlisted < :places)'
      : 'waitlisted < :places',
  ExpressionAttributeValues: { ':one': 1, ':places': places },
});

/** What a new capture takes of its account. */
export const takenByNew = (
  table: string,
  created: CaptureIn<'queued' | 'waitlisted'>,
  limits: CreateLimits,
) => {
  const { accountId } = created;
  if (created.status === 'waitlisted') return [queueUp(table, accountId, limits.waitlistPlaces)];
  const usage = takeQuota(table, accountId, created.charge, limits.monthlyQuota);
  return [begin(table, accountId, created.charge, 'new'), ...(usage === undefined ? [] : [usage])];
};

/** What a capture that comes off the wait list takes of its account. */
export const takenByReleased = (
  table: string,
  { accountId, charge }: CaptureIn<'queued'>,
  monthlyQuota: number,
) => {
  const usage = takeQuota(table, accountId, charge, monthlyQuota);
  return [begin(table, accountId, charge, 'waitlist'), ...(usage === undefined ? [] : [usage])];
};

/** What a capture that has ended gives back to its account. */
export const givenBack = (accounts: string, { accountId, charge }: ChargedCapture, refund: boolean) => {
  const giveCredit = refund && charge.from === 'credit';
  const profile = {
    TableName: accounts,
    Key: profileKey(accountId),
    UpdateExpression: giveCredit ? 'ADD inflight :minusOne, credit :one' : 'ADD inflight :minusOne',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: giveCredit ? { ':minusOne': -1, ':one': 1 } : { ':minusOne': -1 },
  };
  if (!refund || charge.from !== 'quota') return [profile];
  const usage = {
    TableName: accounts,
    Key: usageKey(accountId, charge.month),
    UpdateExpression: 'ADD used :minusOne',
    ExpressionAttributeValues: { ':minusOne': -1 },
  };
  return [profile, usage];
};
