import * as z from 'zod';
import { batchWrite } from '../../functions/adapters/aws/batch-write.ts';
import { profileKey } from '../../functions/adapters/aws/dynamo-keys.ts';
import { realTime } from '../../functions/adapters/aws/time.ts';
import { engineTables } from '../support/engine-tables.ts';
import { runAdminJson } from '../support/run-admin.ts';
import { quantile, report, timed } from './figures.ts';
import { quiet } from './quiet.ts';

const JOBS = 5_000;
const BATCHES = 10;

const created = z.object({ account_id: z.string(), key: z.string() });
const answered = z.object({ submitted: z.literal(JOBS), jobs: z.array(z.object({ token: z.string() })) });

interface Target {
  readonly api: string;
  readonly endpoint: string;
  /** A small page that the stack may capture. */
  readonly page: string;
}

/**
 * Seconds from the POST of a batch of 5,000 to its answer, each from an account of its own that is gone afterwards: what
 * it waits with would go on, by the sweeper, in the midst of the next one.
 */
export const batchSpeed = async ({ api, endpoint, page }: Target): Promise<void> => {
  console.log(`\nBatches of ${JOBS} jobs`);
  const { client, accounts, captures } = engineTables(endpoint);
  const deleteRows = (table: string, keys: readonly Record<string, unknown>[]): Promise<void> =>
    batchWrite(
      { client, table, time: realTime },
      keys.map((Key) => ({ DeleteRequest: { Key } })),
    );
  const seconds: number[] = [];
  await quiet(endpoint);
  for (let run = 0; run < BATCHES; run += 1) {
    const account = created.parse(
      await runAdminJson(endpoint, ['account', 'create', '--plan', 'pro', '--name', 'bench']),
    );
    const body = JSON.stringify({
      key: account.key,
      wait_time: 0,
      jobs: Array.from({ length: JOBS }, (_, job) => ({ url: `${page}#${run}-${job}` })),
    });
    const { seconds: taken, value } = await timed(async () => {
      const answer = await fetch(`${api}/capture/batch`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      return { status: answer.status, text: await answer.text() };
    });
    const answer = value.status === 202 ? answered.safeParse(JSON.parse(value.text)) : undefined;
    if (answer?.success !== true) {
      throw new Error(`The batch was answered ${value.status} ${value.text.slice(0, 200)}`);
    }
    seconds.push(taken);
    await deleteRows(
      captures,
      answer.data.jobs.map(({ token }) => ({ token })),
    );
    await quiet(endpoint);
    await deleteRows(accounts, [profileKey(account.account_id)]);
  }
  report(`accepted, p50 of ${BATCHES}`, `${quantile(seconds, 0.5).toFixed(2)} s`);
  report(`accepted, the slowest of ${BATCHES}`, `${Math.max(...seconds).toFixed(2)} s`, '<= 5 s');
};
