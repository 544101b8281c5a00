import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, type Dispatcher, errors } from 'undici';
import type { CallbackFault } from '../../domain/callback.ts';
import { type OutboundPolicy, portOf } from '../../domain/outbound-policy.ts';
import type { CallbackAnswer, CallbackRequest, CallbackSender } from '../../ports/callback-sender.ts';
import type { Log } from '../../ports/log.ts';
import type { Resolver } from '../../ports/resolver.ts';
import { createDial, DialFailure } from './dial.ts';
import { openSecureSocket, TlsFailure } from './open-secure-socket.ts';

/** Milliseconds (contract, "Callbacks"). */
interface CallbackTimeouts {
  /** For name, connection and TLS together. */
  readonly connect: number;
  /** For the whole attempt. */
  readonly total: number;
  /** For what follows the headers of an answer, which says nothing more. */
  readonly afterHeaders: number;
}

export interface CallbackSenderOptions {
  readonly policy: OutboundPolicy;
  readonly resolver: Resolver;
  readonly log: Log;
  /** A certificate authority besides the public ones, as PEM. */
  readonly ca?: string | undefined;
  readonly timeouts?: CallbackTimeouts;
}

const usualTimeouts: CallbackTimeouts = { connect: 5_000, total: 30_000, afterHeaders: 1_000 };
/** The most that is read of an answer's body, and of its headers, in bytes. */
const MOST_BODY_BYTES = 20_000;
const MOST_HEADER_BYTES = 16_384;
const LONGEST_RETRY_AFTER = 64;

class TimedOut extends Error {
  override readonly name = 'TimedOut';
}
class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable';
}

const faultOf = (error: unknown): CallbackFault => {
  if (error instanceof DialFailure) return error.denial;
  if (error instanceof TlsFailure) return 'tls_failed';
  if (error instanceof TimedOut || error instanceof errors.HeadersTimeoutError) return 'timed_out';
  if (error instanceof FileUnreadable) return 'file_unreadable';
  if (error instanceof errors.HTTPParserError || error instanceof errors.HeadersOverflowError)
    return 'bad_answer';
  // Undici hands on what ended a request beside its own words.
  const { cause } = error as { readonly cause?: unknown };
  return cause === undefined || cause === error ? 'closed' : faultOf(cause);
};

/** The body's bytes, by whose failure the attempt is told from one that the receiver ended. */
async function* readable(request: CallbackRequest): AsyncGenerator<Uint8Array> {
  try {
    yield* request.body();
  } catch (cause) {
    throw new FileUnreadable('The file cannot be read.', { cause });
  }
}

const retryAfterOf = ({ 'retry-after': header }: Dispatcher.ResponseData['headers']): string | undefined => {
  const text = Array.isArray(header) ? header[0] : header;
  return text !== undefined && text.length <= LONGEST_RETRY_AFTER ? text : undefined;
};

/** Reads a little of what follows the headers, so that a well-behaved receiver is not cut off. Whatever comes of it. */
const drain = async ({ body }: Dispatcher.ResponseData, afterHeaders: number): Promise<void> => {
  const stop = new AbortController();
  const read = async (): Promise<void> => {
    let bytes = 0;
    for await (const chunk of body) {
      bytes += (chunk as Uint8Array).byteLength;
      if (bytes >= MOST_BODY_BYTES) return;
    }
  };
  await Promise.race([
    read().catch(() => undefined),
    pause(afterHeaders, undefined, { signal: stop.signal }).catch(() => undefined),
  ]);
  stop.abort();
  body.on('error', () => undefined).destroy();
};

/** One connection, to an address that was judged for this attempt alone, and one request on it. */
const attempt = async (
  { policy, resolver, ca, timeouts = usualTimeouts }: CallbackSenderOptions,
  url: URL,
  request: CallbackRequest,
): Promise<CallbackAnswer> => {
  const over = new AbortController();
  const total = setTimeout(() => over.abort(new TimedOut('The attempt took too long.')), timeouts.total);
  const connecting = new AbortController();
  const late = setTimeout(() => connecting.abort(new TimedOut('No connection in time.')), timeouts.connect);
  const open = async () => {
    const lateness = new Promise<never>((_, reject) => {
      connecting.signal.addEventListener('abort', () => reject(connecting.signal.reason as Error));
    });
    const dial = createDial(policy, resolver, connecting.signal);
    const opening = dial(url.hostname, portOf(url)).then((socket) =>
      openSecureSocket(socket, url.hostname, { ca, signal: connecting.signal }),
    );
    // A name server that never answers hears of no signal.
    opening.catch(() => undefined);
    return Promise.race([opening, lateness]);
  };
  const client = new Client(url.origin, {
    connect: (_, callback) => {
      open().then(
        (socket) => callback(null, socket),
        (error: Error) => callback(error, null),
      );
    },
    pipelining: 0,
    maxHeaderSize: MOST_HEADER_BYTES,
    headersTimeout: timeouts.total,
    bodyTimeout: timeouts.total,
    maxRequestsPerClient: 1,
  });
  try {
    const answer = await client.request({
      method: 'POST',
      path: url.pathname + url.search,
      headers: { ...request.headers, 'content-length': String(request.length) },
      body: Readable.from(readable(request), { objectMode: false, highWaterMark: 65_536 }),
      signal: over.signal,
      reset: true,
    });
    await drain(answer, timeouts.afterHeaders);
    return { kind: 'answered', status: answer.statusCode, retryAfter: retryAfterOf(answer.headers) };
  } finally {
    clearTimeout(total);
    clearTimeout(late);
    connecting.abort(new TimedOut('The attempt is over.'));
    await client.destroy().catch(() => undefined);
  }
};

/**
 * Sends callbacks: over HTTPS alone, to a host that the policy allows at this moment and at the very address that it has
 * judged, with a certificate for that host; a redirect is an answer like every other.
 */
export const createCallbackSender = (options: CallbackSenderOptions): CallbackSender => ({
  send: async (request) => {
    const { policy, log } = options;
    const judged = policy.judgeUrl(request.url);
    if (!judged.allowed || judged.url.protocol !== 'https:') {
      log('callback_blocked', { verdict: judged.allowed ? 'DENY_SCHEME' : judged.verdict });
      return { kind: 'unreachable', fault: 'blocked_address' };
    }
    try {
      return await attempt(options, judged.url, request);
    } catch (error) {
      if (error instanceof DialFailure && error.verdict !== undefined) {
        log('callback_blocked', { host: judged.url.hostname, verdict: error.verdict });
      }
      return { kind: 'unreachable', fault: faultOf(error) };
    }
  },
});
