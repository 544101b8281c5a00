import { createBatchEndpoint } from '../../functions/http/endpoints/create-batch.ts';
import { createCaptureEndpoint } from '../../functions/http/endpoints/create-capture.ts';
import { getAccountEndpoint } from '../../functions/http/endpoints/get-account.ts';
import { getCaptureEndpoint } from '../../functions/http/endpoints/get-capture.ts';
import type { Edge } from '../../functions/http/http-answer.ts';
import { renderCapture } from '../../functions/usecases/render-capture.ts';
import { sweep } from '../../functions/usecases/sweep.ts';
import { countedService } from '../support/counted-service.ts';
import { gatewayEvent, lambdaContext } from '../support/gateway-event.ts';
import { report } from './figures.ts';

const edge: Edge = { log: () => undefined, tlsOnly: true, browserOrigins: [] };

/** How many calls of DynamoDB and SQS each operation makes, counted at the SDK's door. */
export const callCounts = async (): Promise<void> => {
  const counted = await countedService();
  const { deps, keys, count } = counted;
  const submit = createCaptureEndpoint(deps, edge);
  const batch = createBatchEndpoint(deps, edge);
  let pages = 0;
  const page = (): string => {
    pages += 1;
    return `https://example.com/${pages}`;
  };
  const post = (handler: typeof submit, body: object) =>
    handler(gatewayEvent({ body: JSON.stringify({ key: keys.pro, ...body }) }), lambdaContext);
  const show = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    const calls = await count(work);
    report(
      what,
      Object.entries(calls)
        .map(([name, times]) => `${name} ${times}`)
        .join(', ') || 'none',
    );
  };
  const jobs = (size: number) => Array.from({ length: size }, () => ({ url: page() }));

  console.log('\nCalls of DynamoDB and SQS (SQS in capitals)');
  const same = page();
  await show('POST /capture, render slot free', () => post(submit, { url: same }));
  await show('POST /capture, the same again', () => post(submit, { url: same }));
  await show('GET /capture/{token}', () =>
    getCaptureEndpoint({ ...deps, urls: counted.urls }, edge)(
      gatewayEvent({ httpMethod: 'GET', pathParameters: { token: counted.queue.sent[0] ?? '' } }),
      lambdaContext,
    ),
  );
  await show('GET /account', () =>
    getAccountEndpoint(deps, edge)(
      gatewayEvent({ httpMethod: 'GET', queryStringParameters: { key: keys.pro } }),
      lambdaContext,
    ),
  );
  await show('rendering one, nothing parked', () => renderCapture(deps, counted.queue.sent[0] ?? ''));
  await show('POST /capture/batch, 1 job', () => post(batch, { jobs: jobs(1) }));
  await show('POST /capture/batch, 100 jobs', () => post(batch, { jobs: jobs(100) }));
  await show('POST /capture, no slot free', () => post(submit, { url: page() }));
  await show('rendering one, and handing its slot on', () =>
    renderCapture(deps, counted.queue.sent[1] ?? ''),
  );
  const idempotency_key = 'counted-idempotency-key';
  const large = { idempotency_key, jobs: jobs(5_000) };
  await show('POST /capture/batch, 5,000 jobs, idempotency key', () => post(batch, large));
  await show('the same again: replay', () => post(batch, large));
  await show('sweep, nothing to do', () => sweep(deps));
};
