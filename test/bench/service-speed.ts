import { serviceClient } from '../support/service-client.ts';
import { quantile, report, timed } from './figures.ts';
import { watchStolenTime } from './stolen-time.ts';

const WARM_RUNS = 40;
const BURST = 60;
/** How often the one poller of a burst asks; the engine answers on the cores that render. */
const BURST_POLL_MS = 250;

interface Target {
  readonly api: string;
  readonly key: string;
  /** A small page that the stack may capture. */
  readonly page: string;
}

/** Seconds of a submit, and from the POST to `done`, one caller after the other on a warm stack; then many at once. */
export const serviceSpeed = async ({ api, key, page }: Target): Promise<void> => {
  const client = serviceClient(api, key);
  const submit = (): Promise<string> => client.submit({ url: page, wait_time: 0 });
  const patient = serviceClient(api, key, BURST_POLL_MS);
  const burst = (count: number) =>
    timed(async () => {
      const tokens = await Promise.all(Array.from({ length: count }, submit));
      for (const token of tokens) await patient.done(token);
    });

  console.log('\nService');
  const stolen = watchStolenTime();
  const cold = await timed(async () => client.done(await submit()));
  report('first capture, everything cold: POST to done', `${cold.seconds.toFixed(2)} s`);
  await burst(8);

  const submits: number[] = [];
  const captures: number[] = [];
  for (let run = 0; run < WARM_RUNS; run += 1) {
    const { seconds } = await timed(async () => {
      const submitted = await timed(submit);
      submits.push(submitted.seconds);
      return client.done(submitted.value);
    });
    captures.push(seconds);
  }
  report('submit, p50', `${(quantile(submits, 0.5) * 1_000).toFixed(0)} ms`);
  report('submit, p99', `${(quantile(submits, 0.99) * 1_000).toFixed(0)} ms`);
  report('small page, wait_time 0: POST to done, p50', `${quantile(captures, 0.5).toFixed(3)} s`, '<= 0.5 s');
  report('small page, wait_time 0: POST to done, p95', `${quantile(captures, 0.95).toFixed(3)} s`);

  const all = await burst(BURST);
  report(`${BURST} captures at once, all done`, `${all.seconds.toFixed(1)} s`);
  report('captures a minute', ((BURST / all.seconds) * 60).toFixed(0), '>= 250');
  if (stolen !== undefined) report('of the processors, meanwhile given to other machines', stolen());
};
