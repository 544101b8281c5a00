import { judgeJobs } from '../../functions/domain/judge-jobs.ts';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import { readRequest } from '../../functions/domain/read-request.ts';
import { batchRequest } from '../../functions/domain/submit-request.ts';
import { MAX_BODY_BYTES } from '../../functions/http/json-body.ts';
import { quantile, report } from './figures.ts';

const JOBS = 5_000;
const RUNS = 15;

/** The most jobs that an account may send, in the most bytes that a body may have. */
const largestBatch = (options: object): string => {
  const job = (index: number, filling: number) => ({
    url: `https://shop-${10_000 + index}.example.com/catalogue/${index % 10}?ref=${'x'.repeat(filling)}`,
    viewport_width: 1440,
    output_size: 1920,
    ratio: '4:3',
    fullpage: index % 2 === 0,
    format: 'webp',
    hidpi: true,
    wait_time: 3,
    ...options,
  });
  const filling = Math.floor(MAX_BODY_BYTES / JOBS) - JSON.stringify(job(0, 0)).length - 2;
  return JSON.stringify({ jobs: Array.from({ length: JOBS }, (_, index) => job(index, filling)) });
};

/** The same number of bytes in cookies: what costs most to judge. */
const cookies = Array.from({ length: 11 }, (_, index) => ({
  name: `c${index}`,
  value: 'b64f0c',
  domain: 'example.com',
}));

const measure = (name: string, text: string, aim: string, wrong: number): void => {
  const policy = outboundPolicy([]);
  const parsing: number[] = [];
  const judging: number[] = [];
  for (let run = -3; run < RUNS; run += 1) {
    const started = performance.now();
    const body = JSON.parse(text) as Record<string, unknown>;
    const parsed = performance.now();
    const request = readRequest(batchRequest, body);
    const verdicts = judgeJobs({ policy, plan: 'pro', onRefused: () => undefined }, request);
    const judged = performance.now();
    if (verdicts.filter((verdict) => 'error' in verdict).length !== wrong) {
      throw new Error(`The bench's ${name} batch is judged otherwise than was meant.`);
    }
    if (run < 0) continue;
    parsing.push(parsed - started);
    judging.push(judged - parsed);
  }
  const size = `${(text.length / 1_048_576).toFixed(2)} MB`;
  report(`${name}, ${size}: JSON, p50`, `${quantile(parsing, 0.5).toFixed(0)} ms`);
  report(`${name}, ${size}: judged, p50`, `${quantile(judging, 0.5).toFixed(0)} ms`, aim);
};

/** Milliseconds of a warm process to judge the largest batches, on one core. */
export const batchJudging = (): void => {
  console.log(`\nBatch of ${JOBS} jobs`);
  measure('all right', largestBatch({}), '<= 150 ms', 0);
  measure('all right, 11 cookies a job', largestBatch({ cookies }), '<= 150 ms', 0);
  measure('all wrong', largestBatch({ ratio: '7:3', wait_time: 99 }), '', JOBS);
};
