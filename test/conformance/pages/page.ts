import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request of a page, and where its answer goes. */
export interface Visit {
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Answers one path of the site. */
export type Answer = (visit: Visit) => void;

/** An HTML page; `body` is all that follows `<html>`. */
export const html =
  (body: (visit: Visit) => string, status = 200): Answer =>
  (visit) => {
    visit.response.writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
    visit.response.end(`<!doctype html><html lang="en">${body(visit)}</html>`);
  };

/** A file with its content type, after `delayMs` milliseconds. */
export const file =
  (contentType: string, bytes: string | Uint8Array, delayMs = 0): Answer =>
  ({ response }) => {
    setTimeout(() => response.writeHead(200, { 'content-type': contentType }).end(bytes), delayMs);
  };

/** In a head: the page loads itself anew a second after it has loaded, for ever. */
export const anewEachSecond = '<meta http-equiv="refresh" content="1">';

/** Never answers. */
export const silence: Answer = () => undefined;
