import { quantile, report, timed } from './figures.ts';
import { quiet } from './quiet.ts';

const JOBS = 5_000;

interface Target {
  readonly api: string;
  readonly endpoint: string;
  /** Keys of accounts that have sent nothing yet: each has quota for one such batch. */
  readonly keys: readonly string[];
  /** A small page that the stack may capture. */
  readonly page: string;
}

/** Seconds from the POST of a batch of 5,000 to its answer, each from another account, while nothing else renders. */
export const batchSpeed = async ({ api, endpoint, keys, page }: Target): Promise<void> => {
  console.log(`\nBatches of ${JOBS} jobs`);
  const seconds: number[] = [];
  for (const [index, key] of keys.entries()) {
    await quiet(endpoint);
    const body = JSON.stringify({
      key,
      wait_time: 0,
      jobs: Array.from({ length: JOBS }, (_, job) => ({ url: `${page}#${index}-${job}` })),
    });
    const { seconds: taken, value } = await timed(async () => {
      const answer = await fetch(`${api}/capture/batch`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      return { status: answer.status, json: (await answer.json()) as { submitted?: number } };
    });
    if (value.status !== 202 || value.json.submitted !== JOBS) {
      throw new Error(`The batch was answered ${value.status} ${JSON.stringify(value.json).slice(0, 200)}`);
    }
    seconds.push(taken);
  }
  report(`accepted, p50 of ${keys.length}`, `${quantile(seconds, 0.5).toFixed(2)} s`);
  report(`accepted, the slowest of ${keys.length}`, `${Math.max(...seconds).toFixed(2)} s`, '<= 5 s');
};
