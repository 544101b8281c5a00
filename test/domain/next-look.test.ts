import { expect, test } from 'vitest';
import type { AccountCounters } from '../../functions/domain/account.ts';
import { type Look, lookForAllowance, nextLook } from '../../functions/domain/next-look.ts';
import { NOON } from '../support/builders.ts';

const NEXT_MONTH = Date.UTC(2026, 11, 1);
const since = NOON - 15_000;
const soon: Look = { work: 'waiting', at: NOON + 45_000 };
const hourly: Look = { work: 'waitlist', at: NOON + 3_600_000 };

test.each<[string, Partial<AccountCounters>, Look | undefined]>([
  ['where nothing waits, never', {}, undefined],
  ['where captures render, never', { inflight: 3, inflightTakenAt: NOON }, undefined],
  ['where captures wait for a slot, soon', { parked: 1 }, soon],
  ['where they wait for something to pay with, within the hour', { waitlisted: 1 }, hourly],
  ['where they wait for both, soon', { parked: 1, waitlisted: 1 }, soon],
  ['where some began to wait for a slot a moment ago, soon', { parked: 0, parkedTakenAt: since + 1 }, soon],
  ['where some got one a moment ago, soon', { parked: 0, parkedGivenAt: since + 1 }, soon],
  ['where none did of late, never', { parked: 0, parkedTakenAt: since, parkedGivenAt: since }, undefined],
  ['where some joined the wait list a moment ago, within the hour', { waitlistedTakenAt: since + 1 }, hourly],
  ['where some left it a moment ago, within the hour', { waitlistedGivenAt: since + 1 }, hourly],
  ['where none did of late, never', { waitlistedTakenAt: since, waitlistedGivenAt: since }, undefined],
  ['where a counter is wrong and below nothing, never', { parked: -1, waitlisted: -1 }, undefined],
])('an account is looked at again, %s', (_, counters, look) => {
  expect(nextLook({ inflight: 0, ...counters }, { now: NOON, stillSince: since })).toEqual(look);
});

test.each<[string, number, number]>([
  ['when the month turns, were it less than an hour ahead', NEXT_MONTH - 1_000, NEXT_MONTH],
  [
    'at once in the first minute of a month, since it may have been judged by the last',
    NEXT_MONTH + 59_999,
    NEXT_MONTH,
  ],
  ['in an hour after that', NEXT_MONTH + 60_000, NEXT_MONTH + 3_660_000],
])('a wait list is looked at %s', (_, now, at) => {
  expect(lookForAllowance(now)).toEqual({ work: 'waitlist', at });
});
