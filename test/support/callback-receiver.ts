import { once } from 'node:events';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer, json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { developmentCertificates } from '../../bin/local/development-certificates.ts';

/** What arrived at a path of the receiver. */
export interface Arrival {
  readonly headers: Readonly<Record<string, string>>;
  /** Base64. */
  readonly body: string;
  /** Unix milliseconds. */
  readonly at: number;
}

/** A receiver of callbacks; each path is one of its own, and `?answers=500,200` says what it answers, in order. */
export const startCallbackReceiver = async () => {
  const { ca, server: certificateOf } = developmentCertificates();
  const arrivals = new Map<string, Arrival[]>();
  const server = createServer(certificateOf({ hosts: ['127.0.0.1'] }), async (incoming, response) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'https://127.0.0.1');
    if (incoming.method === 'GET') {
      response.end(JSON.stringify(arrivals.get(pathname) ?? []));
      return;
    }
    const body = await buffer(incoming).catch(() => undefined);
    // A sender that breaks off has delivered nothing.
    if (body === undefined) return;
    const headers = incoming.headers as Record<string, string>;
    // Looked up once the body is here: of two that come at the same time, one would else be overwritten.
    const known = arrivals.get(pathname) ?? [];
    arrivals.set(pathname, [...known, { headers, body: body.toString('base64'), at: Date.now() }]);
    const answers = searchParams.get('answers')?.split(',') ?? ['200'];
    response.writeHead(Number(answers[known.length] ?? answers.at(-1))).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    ca,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** What has arrived at a path of a receiver, once there is so much of it; throws with what there is after `seconds`. */
export const arrivalsAt = async (
  { url, ca }: { readonly url: string; readonly ca: string },
  path: string,
  { least = 1, seconds = 40 } = {},
): Promise<Arrival[]> => {
  const deadline = Date.now() + seconds * 1_000;
  for (;;) {
    const asked = request(`${url}${path}`, { ca, agent: false }).end();
    const [answer] = await once(asked, 'response');
    const arrived = (await json(answer)) as Arrival[];
    if (arrived.length >= least) return arrived;
    if (Date.now() > deadline)
      throw new Error(`only ${arrived.length} callbacks came to ${path} in ${seconds} s`);
    await pause(50);
  }
};

/** The parts of a callback: texts, and of the file its name, type and bytes. */
export const partsOf = async ({ headers, body }: Arrival) => {
  const form = await new Response(Buffer.from(body, 'base64'), {
    headers: { 'content-type': headers['content-type'] ?? '' },
  }).formData();
  const file = form.get('file');
  return {
    texts: Object.fromEntries([...form.entries()].filter(([, value]) => typeof value === 'string')),
    file:
      file instanceof File
        ? { name: file.name, type: file.type, bytes: Buffer.from(await file.arrayBuffer()) }
        : undefined,
  };
};
