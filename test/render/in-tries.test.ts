import { expect, it } from 'vitest';
import { inTries } from '../../functions/render/in-tries.ts';

/** Tries what takes `ms` each time and fails `failures` times; gives how it ended, after how many tries and when. */
const trying = async (ms: number, failures: number, isPassing = true) => {
  let [tries, now] = [0, 0];
  const clock = {
    now: () => now,
    sleep: async (pause: number) => {
      now += pause;
    },
  };
  const attempt = async () => {
    tries += 1;
    now += ms;
    if (tries <= failures) throw new Error(`failure ${tries}`);
  };
  const how = await inTries(attempt, () => isPassing, clock).then(
    () => 'done',
    (error: Error) => error.message,
  );
  return { how, tries, ms: now };
};

it('is done with the first try that works', async () => {
  expect(await trying(0, 0)).toEqual({ how: 'done', tries: 1, ms: 0 });
  expect(await trying(0, 1)).toMatchObject({ how: 'done', tries: 2 });
  expect(await trying(0, 2)).toMatchObject({ how: 'done', tries: 3 });
});

it('tells what fails each time within a second', async () => {
  const { how, tries, ms } = await trying(0, 9);
  expect({ how, tries }).toEqual({ how: 'failure 3', tries: 3 });
  expect(ms).toBeLessThanOrEqual(1_000);
});

it('tells at once what does not pass', async () => {
  expect(await trying(0, 9, false)).toEqual({ how: 'failure 1', tries: 1, ms: 0 });
});

it('begins a second try after ten seconds, and no third one after twenty', async () => {
  expect(await trying(10_000, 9)).toEqual({ how: 'failure 2', tries: 2, ms: 20_200 });
});
