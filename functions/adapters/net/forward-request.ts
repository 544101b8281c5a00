import {
  type Agent,
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
  type ServerResponse,
} from 'node:http';
import { endToEndHeaders } from './end-to-end-headers.ts';
import { absoluteTarget } from './proxy-target.ts';

/** The connections of one session to web servers. */
export interface UpstreamAgents {
  /** Reuses connections. */
  readonly pool: Agent;
  /** A new connection for each request. */
  readonly single: Agent;
}

/** Bytes of headers in one message, either way: as much as Chromium itself reads. */
export const MAX_HEADER_BYTES = 256 * 1024;

const noBytes = Buffer.alloc(0);
const replayableMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Where the body ends, said anew by us: its length, or in chunks, or no body at all. */
const bodyFraming = ({ headers }: IncomingMessage): string[] => {
  if (headers['transfer-encoding'] !== undefined) return ['Transfer-Encoding', 'chunked'];
  return headers['content-length'] === undefined ? [] : ['Content-Length', headers['content-length']];
};

const relayAnswer = (answer: IncomingMessage, response: ServerResponse): void => {
  const length = answer.headers['content-length'];
  const headers = [
    ...endToEndHeaders(answer.rawHeaders),
    ...(length === undefined ? [] : ['Content-Length', length]),
  ];
  response.sendDate = false;
  try {
    response.writeHead(answer.statusCode ?? 0, answer.statusMessage, headers);
  } catch {
    // A status or a header that cannot be written again: no answer at all.
    answer.destroy();
    response.destroy();
    return;
  }
  // Not pipeline(), which makes an exception with a stack for every answer: 30 µs of it.
  answer.pipe(response);
  answer.on('error', () => response.destroy());
  // Headers travel with the first bytes of the body, unless the server keeps those waiting. An empty write, since
  // flushHeaders() would turn the Latin-1 of header values into UTF-8.
  setImmediate(() => {
    if (!answer.readableDidRead && !response.writableEnded && !response.destroyed) response.write(noBytes);
  });
};

const forward = (agents: UpstreamAgents, request: IncomingMessage, response: ServerResponse): void => {
  const target = absoluteTarget(request.url ?? '');
  const coding = request.headers['transfer-encoding'] ?? 'chunked';
  if (target === undefined || coding.toLowerCase() !== 'chunked') {
    request.socket.destroy();
    return;
  }
  const framing = bodyFraming(request);
  // A server may close an idle connection at the moment of its reuse. Only what can be sent again is put on one.
  const replayable = framing.length === 0 && replayableMethods.has(request.method ?? '');
  const options: RequestOptions = {
    agent: replayable ? agents.pool : agents.single,
    host: target.host,
    port: target.port,
    method: request.method,
    path: target.path,
    headers: ['Host', target.hostHeader, ...endToEndHeaders(request.rawHeaders), ...framing],
    maxHeaderSize: MAX_HEADER_BYTES,
  };

  const send = (): ClientRequest => {
    let answered = false;
    const sent = httpRequest(options, (answer) => {
      answered = true;
      relayAnswer(answer, response);
    });
    sent.on('error', () => {});
    // Closes after an error, and without one when the server switches protocols unasked.
    sent.on('close', () => {
      // Past the headers, the answer's own stream tells of a failure.
      if (answered || response.destroyed) return;
      if (replayable && sent.reusedSocket) upstream = send();
      else request.socket.destroy();
    });
    if (framing.length === 0) sent.end();
    else request.pipe(sent);
    return sent;
  };

  let upstream = send();
  response.once('close', () => {
    if (!response.writableFinished) upstream.destroy();
  });
};

/**
 * Sends a request in absolute form on to its server and streams the answer back. What is refused or fails ends the
 * connection without an answer, so that the browser reports a network error and does not show a page of the proxy.
 */
export const forwardRequest =
  (agents: UpstreamAgents) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    try {
      forward(agents, request, response);
    } catch {
      // What the server's parser accepts and the client's writer does not must not end the process.
      request.socket.destroy();
    }
  };
