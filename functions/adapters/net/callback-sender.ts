import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import type { CallbackFault } from '../../domain/callback.ts';
import { type OutboundPolicy, portOf } from '../../domain/outbound-policy.ts';
import type { CallbackAnswer, CallbackRequest, CallbackSender } from '../../ports/callback-sender.ts';
import type { Log } from '../../ports/log.ts';
import type { Resolver } from '../../ports/resolver.ts';
import { createDial, DialFailure } from './dial.ts';
import { openSecureSocket, TlsFailure } from './open-secure-socket.ts';

/** Milliseconds (contract, "Callbacks"). */
interface CallbackTimeouts {
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

const usualTimeouts: CallbackTimeouts = { total: 30_000, afterHeaders: 1_000 };
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
  if (error instanceof TimedOut) return 'timed_out';
  if (error instanceof FileUnreadable) return 'file_unreadable';
  // Of the parser, but for an answer that ends before its time.
  const { code = '' } = error as { readonly code?: string };
  return code.startsWith('HPE_') && code !== 'HPE_INVALID_EOF_STATE' ? 'bad_answer' : 'closed';
};

/** The body's bytes, by whose failure the attempt is told from one that the receiver ended. */
async function* readable({ body, length }: CallbackRequest): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of body()) {
      bytes += chunk.byteLength;
      yield chunk;
    }
  } catch (cause) {
    throw new FileUnreadable('The file cannot be read.', { cause });
  }
  if (bytes !== length) throw new FileUnreadable(`The body has ${bytes} bytes instead of ${length}.`);
}

const retryAfterOf = ({ headers }: IncomingMessage): string | undefined => {
  const text = headers['retry-after'];
  return text !== undefined && text.length <= LONGEST_RETRY_AFTER ? text : undefined;
};

/** Reads a little of what follows the headers, so that a well-behaved receiver is not cut off. Whatever comes of it. */
const drain = async (answer: IncomingMessage, afterHeaders: number): Promise<void> => {
  const stop = new AbortController();
  const read = async (): Promise<void> => {
    let bytes = 0;
    for await (const chunk of answer) {
      bytes += (chunk as Uint8Array).byteLength;
      if (bytes >= MOST_BODY_BYTES) return;
    }
  };
  await Promise.race([
    read().catch(() => undefined),
    pause(afterHeaders, undefined, { signal: stop.signal }).catch(() => undefined),
  ]);
  stop.abort();
};

/** A connection of its own for one attempt, to an address that was judged for it alone. */
const connection = async (
  { policy, resolver, ca }: CallbackSenderOptions,
  url: URL,
  connectBy: number,
): Promise<TLSSocket> => {
  const over = new AbortController();
  const late = setTimeout(
    () => over.abort(new TimedOut('No connection in time.')),
    Math.max(0, connectBy - Date.now()),
  );
  const lateness = new Promise<never>((_, reject) => {
    over.signal.addEventListener('abort', () => reject(over.signal.reason as Error));
  });
  const dial = createDial(policy, resolver, over.signal);
  const opening = dial(url.hostname, portOf(url)).then((socket) =>
    openSecureSocket(socket, url.hostname, { ca, signal: over.signal }),
  );
  // A name server that never answers hears of no signal.
  opening.catch(() => undefined);
  try {
    return await Promise.race([opening, lateness]);
  } finally {
    clearTimeout(late);
  }
};

/**
 * The headers of the answer to one request; whatever comes before them (1xx) is no answer. Through `http`, since the
 * connection is secure already.
 */
const answerTo = (
  socket: TLSSocket,
  url: URL,
  request: CallbackRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const sent = httpRequest({
      createConnection: () => socket,
      method: 'POST',
      path: url.pathname + url.search,
      headers: {
        ...request.headers,
        host: url.host,
        'content-length': String(request.length),
        connection: 'close',
      },
      maxHeaderSize: MOST_HEADER_BYTES,
      setHost: false,
    });
    // Both stay for good: what goes wrong after the answer changes nothing, and must not end the process.
    sent.on('response', resolve);
    sent.on('error', reject);
    signal.addEventListener('abort', () => reject(signal.reason as Error));
    const body = Readable.from(readable(request), { objectMode: false, highWaterMark: 65_536 });
    body.on('error', (error) => {
      reject(error);
      sent.destroy();
    });
    body.pipe(sent);
  });

/** One connection and one request on it. */
const attempt = async (
  options: CallbackSenderOptions,
  url: URL,
  request: CallbackRequest,
  connectBy: number,
): Promise<CallbackAnswer> => {
  const { timeouts = usualTimeouts } = options;
  const over = new AbortController();
  const total = setTimeout(() => over.abort(new TimedOut('The attempt took too long.')), timeouts.total);
  let socket: TLSSocket | undefined;
  try {
    socket = await connection(options, url, connectBy);
    const answer = await answerTo(socket, url, request, over.signal);
    await drain(answer, timeouts.afterHeaders);
    return { kind: 'answered', status: answer.statusCode ?? 0, retryAfter: retryAfterOf(answer) };
  } finally {
    clearTimeout(total);
    socket?.destroy();
  }
};

/**
 * Sends callbacks: over HTTPS alone, to a host that the policy allows at this moment and at the very address that it has
 * judged, with a certificate for that host; a redirect is an answer like every other.
 */
export const createCallbackSender = (options: CallbackSenderOptions): CallbackSender => ({
  send: async (request, connectBy) => {
    const { policy, log } = options;
    const judged = policy.judgeUrl(request.url);
    if (!judged.allowed || judged.url.protocol !== 'https:') {
      log('callback_blocked', { verdict: judged.allowed ? 'DENY_SCHEME' : judged.verdict });
      return { kind: 'unreachable', fault: 'blocked_address' };
    }
    try {
      return await attempt(options, judged.url, request, connectBy);
    } catch (error) {
      if (error instanceof DialFailure && error.verdict !== undefined) {
        log('callback_blocked', { host: judged.url.hostname, verdict: error.verdict });
      }
      return { kind: 'unreachable', fault: faultOf(error) };
    }
  },
});
