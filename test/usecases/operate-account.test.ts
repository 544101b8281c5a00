import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effectivePlan } from '../../functions/domain/account.ts';
import { type CreditChange, readCreditChange } from '../../functions/domain/credit-change.ts';
import { readMoment } from '../../functions/domain/read-moment.ts';
import { addCredit } from '../../functions/usecases/add-credit.ts';
import { listAccounts } from '../../functions/usecases/list-accounts.ts';
import { setPlan } from '../../functions/usecases/set-plan.ts';
import { NOON, someProfile } from '../support/builders.ts';
import { memoryService } from '../support/memory-ports.ts';

const setUp = (...profiles: ReturnType<typeof someProfile>[]) => {
  const { accounts } = memoryService();
  for (const profile of profiles) accounts.profiles.set(profile.id, profile);
  return { accounts, now: () => NOON };
};

describe('changing credits', () => {
  test.each<[string, CreditChange, number]>([
    ['adds', { by: 5 }, 15],
    ['takes', { by: -4 }, 6],
    ['takes all', { by: -10 }, 0],
    ['changes nothing by 0', { by: 0 }, 10],
    ['puts a number in place of what there is', { to: 3 }, 3],
    ['puts 0 in place of what there is', { to: 0 }, 0],
  ])('%s', async (_, change, credit) => {
    const deps = setUp(someProfile({ credit: 10 }));
    expect(await addCredit(deps, 'account1', change)).toEqual(someProfile({ credit }));
    expect(deps.accounts.profiles.get('account1')?.credit).toBe(credit);
  });

  test('below 0 is refused with what there is, and changes nothing', async () => {
    const deps = setUp(someProfile({ credit: 10 }));
    await expect(addCredit(deps, 'account1', { by: -11 })).rejects.toMatchObject({
      code: 'too_few_credits',
      message: expect.stringContaining('10'),
    });
    expect(deps.accounts.profiles.get('account1')?.credit).toBe(10);
  });

  test.each<[CreditChange]>([[{ by: 1 }], [{ by: -1 }], [{ to: 1 }]])(
    'of an account that there is not is refused: %j',
    async (change) => {
      const deps = setUp();
      await expect(addCredit(deps, 'nobody', change)).rejects.toMatchObject({ code: 'unknown_account' });
      expect(deps.accounts.profiles.size).toBe(0);
    },
  );

  test.each<[string, CreditChange | undefined]>([
    ['+10', { by: 10 }],
    ['-10', { by: -10 }],
    ['=10', { to: 10 }],
    ['=0', { to: 0 }],
    ['-0', { by: 0 }],
    ['+999999999', { by: 999_999_999 }],
    ['+1000000000', undefined],
    ['10', undefined],
    ['', undefined],
    ['+', undefined],
    ['=-1', undefined],
    ['+1.5', undefined],
    ['+1e3', undefined],
    ['+1\n', undefined],
    ['+ 1', undefined],
  ])('is written as %j', (text, change) => {
    expect(readCreditChange(text)).toEqual(change);
  });
});

describe('setting a plan', () => {
  const until = NOON + 1_000;

  test.each<[string, Parameters<typeof setPlan>[2], ReturnType<typeof effectivePlan>, number | undefined]>([
    ['pro without an end', { plan: 'pro' }, 'pro', undefined],
    ['pro with an end', { plan: 'pro', proUntil: until }, 'pro', until],
    ['free', { plan: 'free' }, 'free', undefined],
  ])('%s takes the place of whatever was there', async (_, wanted, plan, proUntil) => {
    for (const before of [
      someProfile(),
      someProfile({ plan: 'pro' }),
      someProfile({ plan: 'pro', proUntil: NOON - 1 }),
    ]) {
      const deps = setUp(before);
      const account = await setPlan(deps, 'account1', wanted);
      expect([effectivePlan(account, NOON), account.proUntil]).toEqual([plan, proUntil]);
      expect(deps.accounts.profiles.get('account1')).toEqual(account);
    }
  });

  test.each<[string, Parameters<typeof setPlan>[2], string]>([
    ['free with an end', { plan: 'free', proUntil: until }, 'Only the plan pro'],
    ['an end that is now', { plan: 'pro', proUntil: NOON }, 'in the future'],
    ['an end in the past', { plan: 'pro', proUntil: NOON - 1 }, 'in the future'],
  ])('refuses %s and changes nothing', async (_, wanted, sentence) => {
    const deps = setUp(someProfile());
    await expect(setPlan(deps, 'account1', wanted)).rejects.toMatchObject({
      code: 'bad_plan_end',
      message: expect.stringContaining(sentence),
    });
    expect(deps.accounts.profiles.get('account1')).toEqual(someProfile());
  });

  test('of an account that there is not is refused', async () => {
    await expect(setPlan(setUp(), 'nobody', { plan: 'pro' })).rejects.toMatchObject({
      code: 'unknown_account',
    });
  });

  test.each<[string, number | undefined]>([
    ['2026-12-31', Date.UTC(2026, 11, 31)],
    ['2028-02-29', Date.UTC(2028, 1, 29)],
    ['2026-12-31T12:00:00Z', Date.UTC(2026, 11, 31, 12)],
    ['2026-12-31T12:00:00+02:00', Date.UTC(2026, 11, 31, 10)],
    ['2026-02-29', undefined],
    ['2026-02-30', undefined],
    ['2026-13-01', undefined],
    ['2026-12-31T12:00:00', undefined],
    ['31.12.2026', undefined],
    ['12/31/2026', undefined],
    ['tomorrow', undefined],
    ['1798675200', undefined],
    ['', undefined],
  ])('an end is written as %j', (text, moment) => {
    expect(readMoment(text)).toBe(moment);
  });
});

describe('listing accounts', () => {
  test('the pages together have every account once, however long they are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 1, max: 14 }),
        async (count, limit) => {
          const ids = Array.from({ length: count }, (_, index) => `account${index}`);
          const deps = setUp(...ids.map((id) => someProfile({ id })));
          const seen: string[] = [];
          let after: string | undefined;
          let pages = 0;
          do {
            const page = await listAccounts(deps, { limit, after });
            seen.push(...page.accounts.map(({ id }) => id));
            after = page.next;
            pages += 1;
          } while (after !== undefined);
          expect(seen.toSorted()).toEqual(ids.toSorted());
          expect(pages).toBe(Math.max(1, Math.ceil(count / limit)));
        },
      ),
    );
  });

  test('after an account that there is not is refused', async () => {
    const deps = setUp(someProfile());
    await expect(listAccounts(deps, { limit: 5, after: 'nobody' })).rejects.toMatchObject({
      code: 'unknown_account',
    });
  });
});
