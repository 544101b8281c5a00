import type { CallbackQueue } from '../ports/callback-queue.ts';
import type { Log } from '../ports/log.ts';

/**
 * Hands captures that have ended to the senders of callbacks: only their tokens, so that no receiver can hold up the
 * stream that they come from. Throws when one was not taken; the whole page is then read again.
 */
export const dispatchCallbacks = async (
  { queue, log }: { readonly queue: CallbackQueue; readonly log: Log },
  tokens: readonly string[],
): Promise<void> => {
  if (tokens.length === 0) return;
  await queue.send(tokens);
  log('callbacks_dispatched', { count: tokens.length });
};
