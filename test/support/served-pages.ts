import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** HTML that is answered as it is, or whoever answers. */
type ServedPage = string | ((request: IncomingMessage, response: ServerResponse) => void);

/** A site whose pages a test writes itself, by their path; what is not there is a 404. */
export interface ServedPages {
  /** Without a slash at the end. */
  readonly url: string;
  /** `host:port`, as an allow list takes it. */
  readonly host: string;
  readonly pages: Map<string, ServedPage>;
  /** Paths with their query, in the order in which they were asked for. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** Starts a site without pages on a free loopback port. */
export const servePages = async (): Promise<ServedPages> => {
  const pages = new Map<string, ServedPage>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const page = pages.get(new URL(request.url ?? '/', 'http://pages').pathname);
    if (typeof page === 'function') page(request, response);
    else {
      const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
      response.writeHead(page === undefined ? 404 : 200, headers).end(page);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    pages,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
