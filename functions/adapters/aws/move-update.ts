import { hasEnded } from '../../domain/capture.ts';
import type { Move } from '../../ports/captures.ts';
import { callbackMark } from './callback-mark.ts';
import { movedAttributes } from './moved-attributes.ts';
import { indexAttributes } from './table-indexes.ts';

const names = Object.fromEntries(movedAttributes.map((name) => [`#${name}`, name]));

/** A capture's change of state as an update; what the next state does not have is removed. Status, attempt, the callback's
 * mark and whether it has expired together never come back, so they are the fence. */
export const moveUpdate = (table: string, { from, to }: Move, now: number) => {
  const mark = callbackMark(from);
  const fields: Readonly<Record<string, unknown>> = {
    ...to,
    callbackMark: callbackMark(to),
    ...indexAttributes(to, now),
  };
  const set = movedAttributes.filter((name) => fields[name] !== undefined);
  const remove = movedAttributes.filter((name) => fields[name] === undefined);
  return {
    TableName: table,
    Key: { token: to.token },
    UpdateExpression: `SET ${set.map((name) => `#${name} = :${name}`).join(', ')} REMOVE ${remove.map((name) => `#${name}`).join(', ')}`,
    ConditionExpression: [
      '#status = :previousStatus',
      '#attempt = :previousAttempt',
      ...(mark === undefined ? [] : ['#callbackMark = :previousMark']),
      ...(hasEnded(from) && from.isExpired !== true ? ['attribute_not_exists(#isExpired)'] : []),
    ].join(' AND '),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: {
      ...Object.fromEntries(set.map((name) => [`:${name}`, fields[name]])),
      ...(mark !== undefined && { ':previousMark': mark }),
      ':previousStatus': from.status,
      ':previousAttempt': from.attempt,
    },
  };
};
