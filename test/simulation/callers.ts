import type { APIGatewayProxyResult, Context } from 'aws-lambda';
import * as z from 'zod';
import { createBatchEndpoint } from '../../functions/http/endpoints/create-batch.ts';
import { createCaptureEndpoint } from '../../functions/http/endpoints/create-capture.ts';
import type { Edge } from '../../functions/http/http-answer.ts';
import { gatewayEvent, lambdaContext } from '../support/gateway-event.ts';
import { type Customer, count, type Ledger } from './ledger.ts';
import { type Shared, serviceProcess } from './service-process.ts';
import type { Life } from './world.ts';

/** How long a caller waits for an answer, and how often it asks again. */
const PATIENCE_MS = 30_000;
const TRIES = 8;
/** How many captures are private. */
const PRIVATE = 0.08;

const edge: Edge = { log: () => undefined, tlsOnly: true, browserOrigins: [] };
// Without the function by which it would be told how much real time is left: there is none here.
const { getRemainingTimeInMillis: _, ...context } = lambdaContext;

const tokenAnswer = z.object({ token: z.string(), status: z.string() });
const batchAnswer = z.object({
  submitted: z.int(),
  jobs: z.array(z.object({ token: z.string().optional(), status: z.string() })),
});

interface Answered {
  readonly status: number;
  readonly body: string;
}

/** One call of the API by a process of its own. Undefined: no answer came. */
const call = (
  shared: Shared,
  path: '/capture' | '/capture/batch',
  body: string,
): Promise<Answered | undefined> =>
  new Promise((resolve) => {
    const life: Life = { dead: false, onDeath: () => shared.world.after(1_000, () => resolve(undefined)) };
    const isOne = path === '/capture';
    const deps = serviceProcess(shared, life, isOne ? 'create-capture' : 'create-batch');
    const handler = isOne ? createCaptureEndpoint(deps, edge) : createBatchEndpoint(deps, edge);
    const event = gatewayEvent({ body, path, resource: path });
    shared.world.after(PATIENCE_MS, () => resolve(undefined));
    handler(event, context as Context).then((answer) => {
      life.dead = true;
      const { statusCode, body: text } = answer as APIGatewayProxyResult;
      resolve({ status: statusCode, body: text });
    });
  });

const remember = (ledger: Ledger, customer: Customer, tokens: readonly (string | undefined)[]): void => {
  for (const token of tokens) if (token !== undefined) ledger.promised.push({ token, customer });
};

/** Asks again after a while until there is an answer that asking again would not change, or patience is over. */
const persist = async (
  shared: Shared,
  send: () => Promise<Answered | undefined>,
): Promise<Answered | undefined> => {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const answer = await send();
    if (answer !== undefined && answer.status < 500 && answer.status !== 409) return answer;
    await new Promise<void>((resolve) =>
      shared.world.after(shared.world.random.between(500, 9_000) * tries, resolve),
    );
  }
  return undefined;
};

/** Some want their results sent; who pays lets the page know its visitor, too. */
const delivery = (
  { world: { random }, callbackShare }: Shared,
  { plan }: Customer,
): Readonly<Record<string, unknown>> => ({
  ...(random.chance(callbackShare) && {
    callback_url: `https://hooks-${random.between(0, 19)}.example.net/${random.between(1, 3)}`,
    callback_secret: 'a secret of the caller',
    ...(plan === 'pro' && { cookies: [{ name: 'session', value: 'a secret of the page' }] }),
  }),
});

/** Submits one capture. */
export const submitOne = async (
  shared: Shared,
  ledger: Ledger,
  customer: Customer,
  url: string,
): Promise<void> => {
  ledger.jobs += 1;
  const isPrivate = shared.world.random.chance(PRIVATE);
  const body = JSON.stringify({
    key: customer.key,
    url,
    wait_time: 0,
    ...delivery(shared, customer),
    ...(isPrivate && { private: true }),
  });
  const answer = await persist(shared, () => call(shared, '/capture', body));
  if (answer === undefined) count(ledger, 'unanswered');
  else if (answer.status === 429) count(ledger, 'turned away');
  else if (answer.status > 202)
    ledger.violations.push(`a submit was answered ${answer.status} ${answer.body}`);
  else {
    const { token, status } = tokenAnswer.parse(JSON.parse(answer.body));
    if (status === 'failed') ledger.violations.push(`a submit was answered with ${token}, which had failed`);
    remember(ledger, customer, [token]);
  }
};

/** A batch of somebody who does not wait for the answer and never comes back. */
export const passBy = async (
  shared: Shared,
  ledger: Ledger,
  { customer, urls }: Pick<Batch, 'customer' | 'urls'>,
): Promise<void> => {
  ledger.jobs += urls.length;
  const jobs = urls.map((url) => ({ url }));
  await call(shared, '/capture/batch', JSON.stringify({ key: customer.key, wait_time: 0, jobs }));
};

interface Batch {
  readonly customer: Customer;
  readonly urls: readonly string[];
  readonly idempotencyKey?: string | undefined;
}

/** Submits a batch; with an idempotency key again and again, by several callers, who must all be told the same. */
export const submitBatch = async (
  shared: Shared,
  ledger: Ledger,
  { customer, urls, idempotencyKey }: Batch,
): Promise<void> => {
  ledger.jobs += urls.length;
  const body = JSON.stringify({
    key: customer.key,
    idempotency_key: idempotencyKey,
    wait_time: 0,
    ...delivery(shared, customer),
    jobs: urls.map((url) => ({ url })),
  });
  const begun = shared.world.now();
  const send = async (): Promise<void> => {
    const answer = await persist(shared, () => call(shared, '/capture/batch', body));
    if (answer === undefined) return count(ledger, 'unanswered');
    if (answer.status > 202) {
      ledger.violations.push(`a batch was answered ${answer.status} ${answer.body}`);
      return;
    }
    const { jobs } = batchAnswer.parse(JSON.parse(answer.body));
    if (jobs.length !== urls.length) ledger.violations.push(`${urls.length} jobs, ${jobs.length} answers`);
    remember(
      ledger,
      customer,
      jobs.map(({ token }) => token),
    );
    // A key is good for a day: whoever asks after that has made another batch.
    if (idempotencyKey === undefined || shared.world.now() - begun > 20 * 3_600_000) return;
    ledger.answers.set(idempotencyKey, [...(ledger.answers.get(idempotencyKey) ?? []), answer.body]);
  };
  if (idempotencyKey === undefined) return send();
  const callers = shared.world.random.between(1, 3);
  await Promise.all(Array.from({ length: callers }, send));
};
