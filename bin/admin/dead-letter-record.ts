import type { JudgedDeadLetter } from '../../functions/usecases/list-dead-letters.ts';
import { callbackHost } from './callback-host.ts';
import { captureFacts } from './capture-facts.ts';
import { unixSeconds } from './unix-seconds.ts';

/** A dead letter as --json prints it; times are Unix seconds. */
export const deadLetterRecord = ({ letter, capture, reason }: JudgedDeadLetter) => ({
  message_id: letter.id,
  kind: letter.kind,
  token: letter.token ?? null,
  account_id: capture?.accountId ?? null,
  status: capture?.status ?? null,
  attempt: capture?.attempt ?? null,
  failure: (capture && captureFacts(capture).failure) ?? null,
  callback:
    capture?.callback === undefined
      ? null
      : {
          state: capture.callback.state,
          host: callbackHost(capture.callback.url),
          attempts: capture.callback.attempts,
        },
  received: letter.receives,
  sent_at: unixSeconds(letter.sentAt),
  reason,
});
