import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { serviceClient } from '../support/service-client.ts';
import { report } from './figures.ts';

interface Target {
  readonly api: string;
  readonly keys: { readonly free: string; readonly pro: string };
  readonly page: string;
}

interface Told {
  readonly token: string;
  readonly eta: number;
}

const submitted = z.object({ token: z.string(), eta_seconds: z.int() });
const batch = z.object({ jobs: z.array(z.object({ token: z.string() })) });

/** Seconds from the creation of a capture to `done`: the phases that its status tells, from the queue to the store. */
const secondsOf = (timings: Readonly<Record<string, number>>): number =>
  Object.values(timings).reduce((sum, one) => sum + one, 0) / 1_000;

/** Right within a factor of two; `eta_seconds` is in whole seconds, so half a second either way is rounding. */
const isRight = (eta: number, actual: number): boolean => eta >= actual / 2 - 0.5 && eta <= actual * 2 + 0.5;

/**
 * How often `eta_seconds`, as it was told at the submit, was right: single captures one after the other, with and without
 * a wait of their own, bursts of both plans, and a batch whose jobs have to take turns.
 */
export const etaAccuracy = async ({ api, keys, page }: Target): Promise<void> => {
  console.log('\neta_seconds, as told at the submit');
  const pro = serviceClient(api, keys.pro, 250);
  let pages = 0;
  const url = (): string => {
    pages += 1;
    return `${page}#eta-${pages}`;
  };
  const submit = async (key: string, wait: number): Promise<Told> => {
    const { json } = await pro.post({ key, url: url(), wait_time: wait });
    const { token, eta_seconds: eta } = submitted.parse(json);
    return { token, eta };
  };
  const judge = async (what: string, promises: readonly Told[]): Promise<boolean[]> => {
    const rights: boolean[] = [];
    for (const { token, eta } of promises) {
      const { timings } = await pro.done(token);
      rights.push(isRight(eta, secondsOf(timings)));
    }
    const share = (100 * rights.filter(Boolean).length) / rights.length;
    report(`${what} (${rights.length})`, `${share.toFixed(0)} % right`);
    return rights;
  };

  const all: boolean[] = [];
  const singles: Told[] = [];
  for (const wait of [0, 0, 0, 1, 2, 0, 0, 3, 1, 0, 0, 0]) {
    const one = await submit(keys.pro, wait);
    await pro.done(one.token);
    singles.push(one);
  }
  all.push(...(await judge('one after the other', singles)));

  const burst = await Promise.all(Array.from({ length: 24 }, () => submit(keys.pro, 0)));
  all.push(...(await judge('a burst of one account', burst)));

  const mixed: Told[] = [];
  for (let turn = 0; turn < 18; turn += 1) {
    mixed.push(await submit(turn % 3 === 0 ? keys.free : keys.pro, turn % 2));
    await pause(150);
  }
  all.push(...(await judge('two accounts, mixed', mixed)));

  const body = JSON.stringify({
    key: keys.pro,
    wait_time: 0,
    jobs: Array.from({ length: 60 }, () => ({ url: url() })),
  });
  const sentAt = performance.now();
  const answer = await fetch(`${api}/capture/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const tokens = batch.parse(await answer.json()).jobs.map(({ token }) => token);
  const asked = await Promise.all(
    tokens.map(async (token) => {
      const status = await pro.status(token);
      // What it says now, from the moment of the submit on.
      const since = (performance.now() - sentAt) / 1_000;
      return { token, eta: 'eta_seconds' in status ? status.eta_seconds + since : undefined };
    }),
  );
  // One that was done before it could be asked for is not judged.
  const jobs = asked.flatMap(({ token, eta }) => (eta === undefined ? [] : [{ token, eta }]));
  all.push(...(await judge('a batch', jobs)));
  const share = (100 * all.filter(Boolean).length) / all.length;
  report(`all (${all.length})`, `${share.toFixed(0)} % right`, '>= 90 %');
};
