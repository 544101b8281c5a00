import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cornerColours } from '../../support/fixture-site/colours.ts';
import { type Bomb, FUSE } from './bomb.ts';
import { bombs } from './bombs.ts';
import { bombImages } from './picture-bombs.ts';

/** A running site of bombs, on a free port of all of 127.0.0.0/8. */
export interface BombSite {
  readonly port: number;
  /** Without a slash at the end. */
  readonly url: string;
  /** Whether a bomb went off: it was asked for, and so was what it asks for then. */
  readonly wentOff: (bomb: Bomb) => boolean;
  close(): Promise<void>;
}

const html = (response: ServerResponse, body: string): void => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`<!doctype html><html lang="en"><title>A page</title>${body}</html>`);
};

const quarters = Object.values(cornerColours)
  .map((colour) => `<div style="background:rgb(${colour.join(' ')})"></div>`)
  .join('');
/** Four quarters of the window, each of one colour. */
const goodPage = `<style>body{margin:0;display:grid;grid-template:50vh 50vh/50vw 50vw}</style><body>${quarters}`;

/** What the bombs ask for besides their pages. */
const parts: Readonly<Record<string, (response: ServerResponse, query: URLSearchParams) => unknown>> = {
  ...bombImages,
  [FUSE]: (response) => response.end(),
  '/good': (response) => html(response, goodPage),
  '/spin': (response) => html(response, '<body><script>for(;;);</script>'),
  '/spin.js': (response) =>
    response.writeHead(200, { 'content-type': 'text/javascript' }).end('onfetch=()=>{for(;;);};for(;;);'),
  '/frames': (response, query) =>
    html(
      response,
      `<body><iframe src="/frames?n=${query.get('n')}1"></iframe><iframe src="/frames?n=${query.get('n')}2"></iframe>`,
    ),
  '/css': (response, query) =>
    response
      .writeHead(200, { 'content-type': 'text/css' })
      .end(`@import "/css?n=${Number(query.get('n')) + 1}";body{color:red}`),
  // Neither ever comes, nor fails.
  '/film': (response) => response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders(),
};

/** Where the page of the bomb of this name lies. */
export const pathOf = (name: string): string => `/bomb/${encodeURIComponent(name)}`;
const bombsByPath = new Map(bombs.map((bomb) => [pathOf(bomb.name), bomb]));

/** What is asked for once a bomb goes off. */
const evidenceOf = ({ name, page, asksFor }: Bomb): string =>
  asksFor ?? (typeof page === 'string' && page.includes(FUSE) ? FUSE : pathOf(name));

/** Starts the site. */
export const startBombSite = async (): Promise<BombSite> => {
  /** By the last bomb. */
  let asked: { readonly bomb?: Bomb; readonly paths: Set<string> } = { paths: new Set() };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site');
    const bomb = bombsByPath.get(pathname);
    if (bomb !== undefined && bomb !== asked.bomb) asked = { bomb, paths: new Set() };
    asked.paths.add(pathname);
    if (typeof bomb?.page === 'string') html(response, bomb.page.replaceAll(':PORT', `:${port}`));
    else if (bomb !== undefined) bomb.page(response, searchParams);
    else if (parts[pathname] !== undefined) parts[pathname](response, searchParams);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    wentOff: (bomb) => asked.bomb === bomb && asked.paths.has(evidenceOf(bomb)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
