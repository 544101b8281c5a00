import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { lambdaEntry } from '../../../functions/runtime/lambda-entry.ts';
import { log } from '../../../functions/runtime/log.ts';
import { sqsWorker } from '../../../functions/runtime/sqs-worker.ts';
import { deliverCallback } from '../../../functions/usecases/deliver-callback.ts';
import { dispatchCallbacks } from '../../../functions/usecases/dispatch-callbacks.ts';
import { renderCapture } from '../../../functions/usecases/render-capture.ts';
import { sweep } from '../../../functions/usecases/sweep.ts';
import { NOON, somePlans } from '../../support/builders.ts';
import { memoryApi } from '../../support/memory-api.ts';
import {
  type MemoryService,
  memoryService,
  scriptedRenderer,
  somePicture,
} from '../../support/memory-ports.ts';
import { sqsRecord } from '../../support/sqs-record.ts';
import { failingPort } from './failing-port.ts';
import { tellingErrors } from './telling-errors.ts';

/** What nobody but its owner may read, in every part that a caller or the service has one in. */
const CANARY = 'correct horse canary 7';
const keys = { free: 'freefreefree', pro: 'proproproPRO' };
const secrets = {
  url: `https://example.com/?q=${encodeURIComponent(`url ${CANARY}`)}`,
  callback_url: `https://hooks.example.net/?q=${encodeURIComponent(`hook ${CANARY}`)}`,
  callback_secret: `secret ${CANARY}`,
  http_auth: { user: `user ${CANARY}`, pass: `pass ${CANARY}` },
  cookies: [{ name: 'session', value: `cookie ${CANARY}` }],
};
const request = { ...secrets, private: true, format: 'png' };
/** What an error may have got hold of. */
const told = [
  CANARY,
  keys.pro,
  `Authorization: Bearer ${keys.pro}`,
  `pepper ${CANARY}`,
  `https://user:${CANARY}@example.com/?X-Amz-Signature=${CANARY}`,
  JSON.stringify(request),
].join(' ');

/** In the shapes of a key, a token and of passwords, which names, codes and ids of errors could have, too. */
const words = [
  'canary0Key12',
  'canaryTokenOfThirtyTwoCharacters',
  'Canary',
  'canary',
  'canary_word',
  'CANARY',
];

let output: string[];
beforeEach(() => {
  output = [];
  const note = (text: unknown) => output.push(String(text)) > 0;
  vi.spyOn(process.stderr, 'write').mockImplementation(note);
  vi.spyOn(process.stdout, 'write').mockImplementation(note);
  // Handlers are made by the hundred here, and none is to end this process.
  vi.spyOn(process, 'prependListener').mockReturnThis();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const telling = (text: string, tokens: readonly string[]): string[] =>
  [/canary/i, /proproproPRO|freefreefree/, /Signature/, ...tokens.map((token) => new RegExp(token))]
    .filter((secret) => secret.test(text))
    .map(String);

type Wrap = <Ports extends object>(ports: Ports) => Ports;
/** A service at work: what is called, as Lambda would, with its ports through `wrap`. Gives the answer as a text. */
interface Handler {
  /** What there must be beforehand. */
  readonly prepare?: (service: MemoryService) => Promise<string>;
  readonly call: (service: MemoryService, wrap: Wrap, token: string) => Promise<unknown>;
}

const post =
  (path: '/capture' | '/capture/callback' | '/capture/batch', body: object): Handler['call'] =>
  async (service, wrap) =>
    (await memoryApi({ service, wrap, log })).call(`POST ${path}`, {
      body: JSON.stringify({ key: keys.pro, ...body }),
      headers: { Authorization: `Bearer ${keys.pro}`, Cookie: CANARY },
    });
const get =
  (path: '/capture/{token}' | '/capture/{token}/file'): Handler['call'] =>
  async (service, wrap, token) =>
    (await memoryApi({ service, wrap, log })).call(`GET ${path}`, {
      pathParameters: { token },
      headers: { Authorization: `Bearer ${keys.pro}` },
    });

const submitted = async (service: MemoryService): Promise<string> => {
  const { json } = (await post('/capture', request)(service, (ports) => ports, '')) as {
    json: { token: string };
  };
  return json.token;
};
const settings = { plans: somePlans, now: () => NOON, log };
const worker = (work: (token: string) => Promise<'settled' | { readonly againIn: number }>) => {
  const sqs = new SQSClient({ region: 'eu-west-3' });
  sqs.send = async () => ({});
  const handle = lambdaEntry(sqsWorker({ sqs, queueUrlOf: String, log, work: ({ body }) => work(body) }));
  return (token: string) => handle({ Records: [sqsRecord(token)] });
};
const renderer = scriptedRenderer(async () =>
  somePicture({ format: 'png', finalUrl: secrets.url, pageTitle: CANARY }),
);
const render: Handler['call'] = (service, wrap, token) => {
  const deps = wrap({ ...service, ...settings, renderer });
  return worker((one) => renderCapture(deps, one, 1))(token);
};
const rendered = async (service: MemoryService): Promise<string> => {
  const token = await submitted(service);
  await render(service, (ports) => ports, token);
  return token;
};

const handlers: Readonly<Record<string, Handler>> = {
  'POST /capture': { call: post('/capture', request) },
  'POST /capture/callback': { call: post('/capture/callback', { ...request, private: false }) },
  'POST /capture/batch': {
    call: post('/capture/batch', {
      ...request,
      idempotency_key: '0123456789abcdef',
      jobs: [{}, { url: 'https://example.org/?canary' }, { url: `https://u:${CANARY}@example.org/` }],
    }),
  },
  'GET /account': {
    call: async (service, wrap) =>
      (await memoryApi({ service, wrap, log })).call('GET /account', {
        queryStringParameters: { key: keys.pro },
      }),
  },
  'GET /capture/{token}': { prepare: rendered, call: get('/capture/{token}') },
  'GET /capture/{token}/file': { prepare: rendered, call: get('/capture/{token}/file') },
  render: { prepare: submitted, call: render },
  'deliver-callback': {
    prepare: rendered,
    call: (service, wrap, token) => {
      const deps = wrap({
        ...service,
        ...settings,
        queue: service.callbacks,
        slots: { take: async () => ({ free: async () => undefined }) },
        sender: { send: async () => ({ kind: 'answered' as const, status: 500 }) },
        random: () => 0.5,
      });
      return worker((one) => deliverCallback(deps, one, 1))(token);
    },
  },
  'dispatch-callbacks': {
    prepare: rendered,
    call: (service, wrap, token) =>
      lambdaEntry(() => dispatchCallbacks(wrap({ queue: service.callbacks, log }), [token]))(),
  },
  sweep: {
    prepare: rendered,
    call: (service, wrap) => {
      service.dynamo.settleIndexes();
      const later = { ...settings, now: () => NOON + 8 * 86_400_000 };
      return lambdaEntry(() => sweep(wrap({ ...service, ...later })))();
    },
  },
};

/** One call of which the `failing`th of what it asks of its ports goes wrong; 0: none does. */
const attempt = async ({ prepare, call }: Handler, failing: number, error: () => unknown) => {
  const service = memoryService();
  const token = (await prepare?.(service)) ?? '';
  output = [];
  const port = failingPort(
    failing,
    error,
    new Set(['log', 'now', 'plans', 'randomBytes', 'policy', 'urls', 'dynamo']),
  );
  const answer = await call(service, port.wrap, token).catch((thrown: unknown) => {
    // As Lambda writes it to the log.
    const { name, message, stack } = thrown as Error;
    output.push(JSON.stringify({ name, message, stack }));
    return undefined;
  });
  return { answer, calls: port.calls(), tokens: [...service.captures.rows.keys()] };
};

describe.each(Object.entries(handlers))('%s', (name, handler) => {
  test('says nothing to the log of what its callers keep, whatever goes wrong wherever', async () => {
    const { calls } = await attempt(handler, 0, () => undefined);
    expect(calls).toBeGreaterThan(0);
    let lines = 0;
    for (const [kind, error] of Object.entries(tellingErrors(told, words))) {
      for (let failing = 1; failing <= calls; failing += 1) {
        const { answer, tokens } = await attempt(handler, failing, error);
        const where = `${kind}, call ${failing} of ${calls}`;
        expect(telling(output.join('\n'), tokens), where).toEqual([]);
        lines += output.length;
        const { status = 0, json } = (answer ?? {}) as { status?: number; json?: unknown };
        if (/^(GET|POST) /.test(name)) expect(status, where).toBeGreaterThan(0);
        // An answer without an error is its owner's.
        if (status >= 400) expect(telling(JSON.stringify(json), tokens), where).toEqual([]);
      }
    }
    expect(lines).toBeGreaterThan(0);
  });
});

test('an answer that is none of the errors has no secret either', async () => {
  const service = memoryService();
  const token = await rendered(service);
  const { json, headers } = (await get('/capture/{token}')(service, (ports) => ports, token)) as {
    json: object;
    headers: object;
  };
  const { url, meta_final_url, meta_page_title, ...rest } = json as Record<string, unknown>;
  expect([url, meta_final_url, meta_page_title]).toEqual([secrets.url, secrets.url, CANARY]);
  expect(telling(JSON.stringify([rest, headers]), [])).toEqual([]);
});
