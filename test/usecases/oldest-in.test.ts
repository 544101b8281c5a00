import { expect, test } from 'vitest';
import { oldestIn } from '../../functions/usecases/oldest-in.ts';
import { someParked, someWaitlisted } from '../support/builders.ts';
import { memoryService } from '../support/memory-ports.ts';

const tokenOf = (jobId: number): string => String(jobId).padStart(32, 'w');
const wanted = { accountId: 'account1', status: 'waitlisted', most: 2 } as const;

/** Captures 1 to `all`, of which the index shows the first `movedOn` where they no longer are. */
const lagging = (all: number, movedOn: number) => {
  const { captures } = memoryService();
  const shown: number[] = [];
  let pages = 0;
  for (let jobId = 1; jobId <= all; jobId += 1) {
    const facts = { token: tokenOf(jobId), jobId };
    captures.rows.set(tokenOf(jobId), jobId <= movedOn ? someParked(facts) : someWaitlisted(facts));
    shown.push(jobId);
  }
  const standing = async (_: string, __: string, most: number, after = -1) => {
    pages += 1;
    return shown
      .filter((jobId) => jobId > after)
      .slice(0, most)
      .map(tokenOf);
  };
  return { deps: { captures: { ...captures, standing } }, pages: () => pages };
};

test('what waits is found behind any number of captures that the index shows although they have moved on', async () => {
  for (const movedOn of [0, 11, 12, 13, 200, 900]) {
    const { deps } = lagging(movedOn + 5, movedOn);
    const found = await oldestIn(deps, wanted);
    expect(
      found.map(({ jobId }) => jobId),
      `${movedOn}`,
    ).toEqual([movedOn + 1, movedOn + 2]);
  }
});

test('what its caller knows of does not overtake what is behind a page of those that have moved on', async () => {
  const { deps } = lagging(40, 15);
  const found = await oldestIn(deps, { ...wanted, known: [tokenOf(39), tokenOf(40)] });
  expect(found.map(({ jobId }) => jobId)).toEqual([16, 17]);
});

test('one page is read where it shows enough', async () => {
  const { deps, pages } = lagging(100, 10);
  expect(await oldestIn(deps, wanted)).toHaveLength(2);
  expect(pages()).toBe(1);
});

test('an index that shows nothing else, however long, is not read for ever', async () => {
  const { deps, pages } = lagging(20_000, 20_000);
  expect(await oldestIn(deps, wanted)).toEqual([]);
  expect(pages()).toBe(12);
});
