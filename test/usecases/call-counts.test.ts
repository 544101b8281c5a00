import { expect, test } from 'vitest';
import { createCapture } from '../../functions/usecases/create-capture.ts';
import { countedService } from '../support/counted-service.ts';

test('a submit makes as many calls for an account with 2,000 captures as for a new one', async () => {
  const { deps, count } = await countedService();
  const submit = async (url: string) => {
    const account = await deps.accounts.get('pro', '2026-11');
    if (account === undefined) throw new Error('there is no account');
    return createCapture(deps, account, { url });
  };
  const whenNew = await count(() => submit('https://example.com/first'));
  for (let index = 0; index < 2_000; index += 1) await submit(`https://example.com/${index}`);
  const whenParked = await count(() => submit('https://example.com/last'));
  // All but the first six are parked: such a one looks once more whether a slot became free.
  const { BatchGet = 0, ...others } = whenParked;
  const { BatchGet: before = 0, SEND: _, ...first } = whenNew;
  expect(others).toEqual(first);
  expect(BatchGet).toBe(before + 1);
  expect(Object.values(whenNew).reduce((sum, one) => sum + one, 0)).toBeLessThan(10);
});
