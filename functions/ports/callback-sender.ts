import type { CallbackFault } from '../domain/callback.ts';

/** One attempt to hand a result over: an HTTPS POST whose body has `length` bytes. */
export interface CallbackRequest {
  readonly url: string;
  /** With the content type; the length, the host and the connection are the sender's. */
  readonly headers: Readonly<Record<string, string>>;
  readonly length: number;
  readonly body: () => AsyncIterable<Uint8Array>;
}

/** What came back: the status of the answer and its Retry-After header as it was sent, or why there was none. */
export type CallbackAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter?: string | undefined }
  | { readonly kind: 'unreachable'; readonly fault: CallbackFault };

/** Sends one attempt and never throws for what the receiver does. */
export interface CallbackSender {
  /** Who has no connection by `connectBy` (Unix ms), name and TLS included, has met nobody. */
  send(request: CallbackRequest, connectBy: number): Promise<CallbackAnswer>;
}
