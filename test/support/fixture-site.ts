import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { adFiles, adPages } from './fixture-site/ad-pages.ts';
import { consentPages } from './fixture-site/consent-pages.ts';
import { elementPages } from './fixture-site/element-pages.ts';
import { pages as plainPages } from './fixture-site/pages.ts';

const pages: typeof plainPages = { ...plainPages, ...consentPages, ...adPages, ...elementPages };

/** A running fixture site. */
export interface FixtureSite {
  /** Without a slash at the end. */
  readonly url: string;
  /** `host:port`, as an allow list takes it. */
  readonly host: string;
  /** Paths with their query, in the order in which they were asked for. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const redSquare =
  '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><path fill="#f00" d="M0 0h300v300H0z"/></svg>';

let loads = 0;

type Answer = (query: URLSearchParams, response: ServerResponse, request: IncomingMessage) => void;

const html = (response: ServerResponse, body: string, status = 200): void => {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`<!doctype html><html lang="en">${body}</html>`);
};

const redirect = (response: ServerResponse, location: string): void => {
  response.writeHead(302, { location }).end();
};

/** What does more than answer with a page. */
const answers: Readonly<Record<string, Answer>> = {
  // 20,000 pixels high; a second after it has loaded it loads itself anew. Its title says how often it has been asked for.
  '/anew': (_query, response) => {
    loads += 1;
    html(
      response,
      `<title>${loads}</title><meta http-equiv="refresh" content="1"><body style="margin:0;height:20000px;background:linear-gradient(#fff,#246)">`,
    );
  },
  // Its document is complete, but for an image that never comes: no load event.
  '/slow': (_query, response) =>
    html(
      response,
      '<title>Slow</title><body style="margin:0;background:#246;color:#fff"><img src="/hang" alt=""><p>Slow',
    ),
  '/hang': () => undefined,
  // Its headers arrive, and nothing after them.
  '/headers-only': (_query, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).flushHeaders();
  },
  '/bad-gzip': (_query, response) =>
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end('not gzip'),
  '/red.svg': (query, response) => {
    const send = () => response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(redSquare);
    // Late enough that no page has it when it is photographed without waiting.
    setTimeout(send, Number(query.get('ms') ?? 500));
  },
  '/bad-redirect': (_query, response) => redirect(response, 'http://[bad/'),
  '/redirect-loop': (_query, response) => redirect(response, '/redirect-loop'),
  '/redirect': (query, response) => redirect(response, query.get('to') ?? '/small'),
  '/download': (_query, response) => {
    const headers = {
      'content-type': 'application/zip',
      'content-disposition': 'attachment; filename="a.zip"',
    };
    response.writeHead(200, headers).end('not really an archive');
  },
  '/no-content': (_query, response) => response.writeHead(204).end(),
  '/not-found': (_query, response) => html(response, pages['/not-found']?.(new URLSearchParams()) ?? '', 404),
  // Its title says who is let in, and with which cookies.
  '/members': (query, response, { headers }) => {
    const { authorization = '', cookie = '' } = headers;
    if (!authorization.startsWith('Basic ')) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="members"' }).end();
      return;
    }
    const who = Buffer.from(authorization.slice('Basic '.length), 'base64').toString();
    const ad = query.has('ad') ? '<img src="/banners/1.gif" alt="">' : '';
    html(response, `<title>${who} ${cookie}</title><body style="background:#0a0">${ad}`);
  },
  '/error-without-body': (_query, response) => response.writeHead(500).end(),
  // What the server hears of the browser, and whether the page's scripts hear the same.
  '/user-agent': (_query, response, { headers }) => {
    const heard = headers['user-agent'];
    const brands = String(headers['sec-ch-ua']).replaceAll('"', "'");
    html(
      response,
      `<title>${heard}</title><meta name="brands" content="${brands}"><body><script>
if(navigator.userAgent!==${JSON.stringify(heard)})document.title='Scripts hear '+navigator.userAgent;
const {brands}=navigator.userAgentData,same=brands.map(b=>\`'\${b.brand}';v='\${b.version}'\`).join(', ');
document.title+='|'+document.querySelector('meta').content+'|'+(same===document.querySelector('meta').content)
</script>`,
    );
  },
  '/cookies': (_query, response, request) => {
    response.setHeader('set-cookie', 'seen=yes; Path=/');
    html(response, `<title>cookies: ${request.headers.cookie ?? 'none'}</title><body>`);
  },
};

const serve = (request: IncomingMessage, response: ServerResponse, asked: readonly string[]): void => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fixture');
  const answer = answers[pathname];
  const page = pages[pathname];
  const file = adFiles[pathname];
  // For tests in other processes than the site's.
  if (pathname === '/asked') response.end(JSON.stringify(asked));
  else if (answer !== undefined) answer(searchParams, response, request);
  else if (file !== undefined) response.writeHead(200, { 'content-type': file[0] }).end(file[1]);
  else if (page !== undefined) html(response, page(searchParams));
  else html(response, '<title>Nothing here</title><body>', 404);
};

/** Starts a site of deterministic pages, good and bad, on a free loopback port. */
export const startFixtureSite = async (): Promise<FixtureSite> => {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    serve(request, response, requests);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
