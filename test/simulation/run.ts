import { parseArgs } from 'node:util';
import { simulate, type Weather } from './simulate.ts';

// node bin/run.mjs test/simulation/run.ts --seed 1 --jobs 20000 --weather storm --weather calm --weather drift: a world of each weather, an outcome each
// as a line of JSON; ends with 1 when something did not hold.
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '20000' },
    weather: { type: 'string', multiple: true, default: ['storm', 'calm'] },
    // How many of the requests have a callback, from 0 to 1.
    callbacks: { type: 'string' },
  },
});
const seed = Number(values.seed);
const jobs = Number(values.jobs);
for (const weather of values.weather as Weather[]) {
  const share = values.callbacks === undefined ? undefined : Number(values.callbacks);
  const outcome = await simulate(
    seed,
    weather === 'calm' ? Math.ceil(jobs / 4) : jobs,
    weather,
    share === undefined ? {} : { callbackShare: share },
  );
  console.log(JSON.stringify({ weather, ...outcome, violations: outcome.violations.slice(0, 20) }));
  if (outcome.violations.length > 0) process.exit(1);
}
