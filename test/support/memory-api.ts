import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { outboundPolicy } from '../../functions/domain/outbound-policy.ts';
import { createBatchEndpoint } from '../../functions/http/endpoints/create-batch.ts';
import { createCallbackCaptureEndpoint } from '../../functions/http/endpoints/create-callback-capture.ts';
import { createCaptureEndpoint } from '../../functions/http/endpoints/create-capture.ts';
import { getAccountEndpoint } from '../../functions/http/endpoints/get-account.ts';
import { getCaptureEndpoint } from '../../functions/http/endpoints/get-capture.ts';
import { getCaptureFileEndpoint } from '../../functions/http/endpoints/get-capture-file.ts';
import type { Edge } from '../../functions/http/http-answer.ts';
import type { Log } from '../../functions/ports/log.ts';
import type { RateLimiter } from '../../functions/ports/rate-limiter.ts';
import { NOON, plainKeyHasher, seededBytes, someProfile } from './builders.ts';
import { gatewayEvent, lambdaContext } from './gateway-event.ts';
import { type MemoryService, memoryService } from './memory-ports.ts';

/** Quotas that no test uses up. */
const plans = {
  free: { monthlyQuota: 1_000_000, inflightCap: 3, batchLimit: 500 },
  pro: { monthlyQuota: 1_000_000, inflightCap: 50, batchLimit: 5_000 },
};

interface MemoryAnswer {
  readonly status: number;
  readonly json: unknown;
  readonly headers: NonNullable<APIGatewayProxyResult['headers']>;
}

interface Changes {
  readonly log?: Log;
  readonly rates?: RateLimiter;
  /** With or without the two accounts. */
  readonly service?: MemoryService;
  /** Makes other ports of all of them. */
  readonly wrap?: <Ports extends object>(ports: Ports) => Ports;
}

/**
 * The real handlers on ports in memory: a free and a pro account, and a name server that knows every name; `changes` take
 * the place of single ports.
 */
export const memoryApi = async ({ wrap = (ports) => ports, ...changes }: Changes = {}) => {
  const { service = memoryService() } = changes;
  const keys = { free: 'freefreefree', pro: 'proproproPRO' };
  for (const plan of ['free', 'pro'] as const) {
    if (service.accounts.profiles.get(plan) !== undefined) continue;
    const hash = await plainKeyHasher.hash(keys[plan]);
    await service.accounts.create(someProfile({ id: plan, plan }), { hash, name: 'key', createdAt: NOON });
  }
  const deps = wrap({
    ...service,
    keyHasher: plainKeyHasher,
    plans,
    policy: outboundPolicy([]),
    resolver: { resolve: async () => ['93.184.216.34'] },
    // The clock stands still: a bucket would never fill again.
    rates: { take: async () => true },
    randomBytes: seededBytes('api'),
    urls: { apiUrl: 'https://api.example.net', staticUrl: 'https://static.example.net' },
    now: () => NOON,
    log: () => undefined,
    ...changes,
  });
  const edge: Edge = { log: deps.log, tlsOnly: true, browserOrigins: [] };
  const endpoints = {
    'POST /capture': createCaptureEndpoint(deps, edge),
    'POST /capture/callback': createCallbackCaptureEndpoint(deps, edge),
    'POST /capture/batch': createBatchEndpoint(deps, edge),
    'GET /capture/{token}': getCaptureEndpoint(deps, edge),
    'GET /capture/{token}/file': getCaptureFileEndpoint(deps, edge),
    'GET /account': getAccountEndpoint(deps, edge),
  };
  const call = async (
    operation: keyof typeof endpoints,
    event: Partial<APIGatewayProxyEvent>,
  ): Promise<MemoryAnswer> => {
    const [httpMethod, resource] = operation.split(' ') as [string, string];
    const answer = (await endpoints[operation](
      gatewayEvent({ httpMethod, resource, ...event }),
      lambdaContext,
    )) as APIGatewayProxyResult;
    const json: unknown = answer.body === '' ? undefined : JSON.parse(answer.body);
    return { status: answer.statusCode, json, headers: answer.headers ?? {} };
  };
  return { call, keys, service };
};
