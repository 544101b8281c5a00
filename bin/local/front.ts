import { Agent, createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { createProxyServer } from 'http-proxy-3';
import { listen } from './ports.ts';

/** Where a front sends requests: the engine, and what a request must look like there. */
export interface Route {
  readonly endpoint: string;
  /** The path and query at the engine for the caller's own. */
  readonly path: (path: string) => string;
  /** The Host that the engine knows the service by. */
  readonly host: string;
  /** Names of answer headers which AWS would not send. */
  readonly hidden: readonly string[];
  /** The status that AWS would give to a GET where the engine gives another. */
  readonly status?: (engineStatus: number) => number;
}

/** A plain address on 127.0.0.1 in front of one service of the engine. */
export interface Front {
  readonly url: string;
  readonly port: number;
  /** Starts passing requests on; until then callers are told to wait. */
  open(route: Route): void;
  close(): Promise<void>;
}

/**
 * Calls that the engine has at the same time; more wait their turn here. It starts a Node process for each, so a burst
 * would be busier with starting functions than with running them.
 */
export const MAX_CALLS = 8;

/** Listens at the wanted port, or at any when that is taken. */
export async function startFront(wanted: number | undefined): Promise<Front> {
  // Shorter than the 75 s after which the engine closes an idle connection, so that none is reused just then.
  const agent = new Agent({ keepAlive: true, timeout: 60_000, maxSockets: MAX_CALLS });
  const proxy = createProxyServer({ agent });
  let route: Route | undefined;
  proxy.on('proxyRes', (answer, request) => {
    if (route !== undefined) {
      asOnAws(answer, request.method, route);
    }
  });
  const server = createServer((request, response) => {
    if (route === undefined) {
      refuse(response, 503, 'The local stack is starting: try again in a moment.');
      return;
    }
    asAtEngine(request, route);
    proxy.web(request, response, { target: route.endpoint }, () =>
      refuse(response, 502, 'The AWS engine does not answer: see its log, .local/start/engine.log.'),
    );
  });
  const port = await listen(server, wanted);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    open: (to) => {
      route = to;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        agent.destroy();
      }),
  };
}

function asAtEngine(request: IncomingMessage, route: Route): void {
  request.url = route.path(pathOf(request.url ?? '/'));
  request.headers.host = route.host;
  // The engine believes this header about who calls, so the caller's own is replaced.
  request.headers['x-forwarded-for'] = request.socket.remoteAddress ?? '';
}

function asOnAws(answer: IncomingMessage, method: string | undefined, { hidden, status }: Route): void {
  for (const name of hidden) {
    delete answer.headers[name];
  }
  const engineStatus = answer.statusCode ?? 502;
  const awsStatus =
    method === 'GET' || method === 'HEAD' ? (status?.(engineStatus) ?? engineStatus) : engineStatus;
  if (awsStatus !== engineStatus) {
    answer.statusCode = awsStatus;
    answer.statusMessage = STATUS_CODES[awsStatus] ?? '';
  }
}

/** The path and query of a request target, which may also be a whole URL. */
function pathOf(target: string): string {
  const url = target.startsWith('/') ? undefined : URL.parse(target);
  return url === undefined ? target : `${url?.pathname ?? '/'}${url?.search ?? ''}`;
}

function refuse(response: ServerResponse | { destroy(): void }, status: number, detail: string): void {
  if (!('headersSent' in response) || response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '1' });
  response.end(JSON.stringify({ error: 'unavailable', detail }));
}
