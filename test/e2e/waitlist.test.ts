import { describe, expect, inject, test } from 'vitest';
import { nextMonth } from '../../functions/domain/utc-month.ts';
import { submitAnswer } from '../../functions/http/submit-answer.ts';
import { type Caller, callersOf } from '../support/callers-of.ts';
import { answerFaults } from '../support/openapi-validator.ts';
import { runAdminJson } from '../support/run-admin.ts';

const stack = inject('stack');
const { endpoint, fixtureSite } = stack;
const { newCaller, useUp } = callersOf(stack);

const admin = (...args: string[]) => runAdminJson(endpoint, args);

/** A caller whose account's month is used up. */
const exhausted = async (): Promise<Caller> => {
  const caller = await newCaller();
  await useUp(caller.id);
  return caller;
};

describe('when quota and credits are used up', () => {
  test('captures wait, and credits release as many as they pay for, oldest first', async () => {
    const caller = await exhausted();
    const { id, key } = caller;
    const tokens: string[] = [];
    for (const path of ['/small?first', '/small?second', '/small?third']) {
      const answer = await caller.post({ key, url: `${fixtureSite}${path}`, wait_time: 0 });
      expect(answerFaults('/capture', 'POST', answer)).toEqual([]);
      expect(answer.status).toBe(202);
      expect(answer.json).toMatchObject({
        status: 'waitlisted',
        resets_at: nextMonth(Date.now()) / 1_000,
        detail: expect.stringContaining('used up') as unknown,
      });
      tokens.push(submitAnswer.parse(answer.json).token);
    }
    const [first = '', second = '', third = ''] = tokens;
    expect(await caller.status(first)).toMatchObject({ status: 'waitlisted' });
    const again = await caller.post({ key, url: `${fixtureSite}/small?first`, wait_time: 0 });
    expect(again).toMatchObject({
      status: 200,
      json: { token: first, status: 'waitlisted', deduplicated: true },
    });

    await admin('account', 'credits', id, '+2');
    await Promise.all([caller.done(first), caller.done(second)]);
    expect(await caller.status(third)).toMatchObject({ status: 'waitlisted' });
    const { json } = await caller.get(`/account?key=${key}`);
    expect(json).toMatchObject({ credit: 0, inflight: 0, quota_used: 200 });
  });

  test('a raised plan releases what waits', async () => {
    const caller = await exhausted();
    const { id, key } = caller;
    const answer = await caller.post({ key, url: `${fixtureSite}/small?raised`, wait_time: 0 });
    const { token } = submitAnswer.parse(answer.json);
    await admin('account', 'plan', id, 'pro');
    expect((await caller.done(token)).status).toBe('done');
  });
});
