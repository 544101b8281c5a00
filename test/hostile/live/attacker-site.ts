import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Socket } from 'node:net';
import type { CertificatePair } from '../../../bin/local/development-certificates.ts';
import type { Attack, Batch } from './attacks.ts';

interface AttackerSiteOptions {
  readonly certificate: CertificatePair;
  readonly batches: readonly Batch[];
  /** Settles when all that must be seen of a batch has been seen, or it took too long. */
  readonly whenSeen: (batch: Batch) => Promise<void>;
  /** Host and port of the proxy of the capture that is under way. */
  readonly proxy: () => string;
}

/** The site that the attacks come from. It gets its connections from outside. */
export interface AttackerSite {
  /** Speaks HTTP on a connection, or TLS first. */
  serve(socket: Socket, isSecure: boolean): void;
}

type Answer = (query: URLSearchParams, response: ServerResponse) => void;

/** What pictures are known by: the public page, and nothing else. */
export const publicColour: readonly [number, number, number] = [0, 170, 0];

const html = (
  response: ServerResponse,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers });
  response.end(`<!doctype html><html lang="en"><meta charset="utf-8">${body}`);
};

const publicPage = (
  response: ServerResponse,
  body: string,
  headers?: Readonly<Record<string, string>>,
): void =>
  html(
    response,
    `<title>Public</title><body style="margin:0;background:rgb(${publicColour})">${body}`,
    headers,
  );

const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>';
const frameStyle = 'width:40px;height:20px;border:0';

const frame = ({ id }: Attack): string => `<iframe style="${frameStyle}" src="/vector/${id}"></iframe>`;

const batchPage = ({ name, attacks }: Batch): string => {
  const own = attacks.filter(({ isTop }) => isTop).map(({ html, goal }) => html(goal));
  const frames = attacks.filter(({ isTop }) => !isTop).map(frame);
  // Keeps the page loading, and its picture from being taken.
  return [...own, ...frames, `<img alt="" src="/gate/${name}">`].join('\n');
};

const answers = ({ proxy }: AttackerSiteOptions): Readonly<Record<string, Answer>> => ({
  '/picture': (_query, response) => response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(picture),
  '/script': (query, response) => {
    const headers = { 'content-type': 'text/javascript', 'service-worker-allowed': '/' };
    response.writeHead(200, headers).end(query.get('code'));
  },
  '/page': (query, response) => publicPage(response, query.get('html') ?? ''),
  '/scripted': (query, response) => publicPage(response, `<script>${query.get('code')}</script>`),
  '/refresh': (query, response) => publicPage(response, '', { refresh: `0;url=${query.get('to')}` }),
  '/redirect': (query, response) => {
    const location = (query.get('to') ?? '').replace('PROXY', proxy());
    response.writeHead(Number(query.get('status')), { location }).end();
  },
  '/playlist': (query, response) => {
    const list = `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n${query.get('to')}\n#EXT-X-ENDLIST\n`;
    response.writeHead(200, { 'content-type': 'application/vnd.apple.mpegurl' }).end(list);
  },
  '/xml': (query, response) => {
    const style = `<?xml-stylesheet type="text/xsl" href="${query.get('style')}"?>`;
    response.writeHead(200, { 'content-type': 'text/xml' }).end(`<?xml version="1.0"?>${style}<x/>`);
  },
});

const listener = (options: AttackerSiteOptions): RequestListener => {
  const fixed = answers(options);
  const attackOf = (id: string) =>
    options.batches.flatMap(({ attacks }) => attacks).find((one) => one.id === id);
  return (request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site');
    const [, folder, name = ''] = pathname.split('/');
    const attack = folder === 'vector' ? attackOf(name) : undefined;
    const batch = options.batches.find((one) => one.name === name);
    if (attack !== undefined) html(response, attack.html(attack.goal), attack.headers?.(attack.goal));
    else if (folder === 'batch' && batch !== undefined) publicPage(response, batchPage(batch));
    else if (folder === 'gate' && batch !== undefined)
      void options.whenSeen(batch).then(() => fixed['/picture']?.(searchParams, response));
    else if (fixed[pathname] !== undefined) fixed[pathname](searchParams, response);
    else publicPage(response, 'Nothing else is here.');
  };
};

/** Makes the attacker's site, which serves the connections that it is given. */
export const attackerSite = (options: AttackerSiteOptions): AttackerSite => {
  const answer = listener(options);
  const plain = createServer(answer);
  const secure = createSecureServer(options.certificate, answer);
  return {
    serve: (socket, isSecure) => {
      (isSecure ? secure : plain).emit('connection', socket);
    },
  };
};
