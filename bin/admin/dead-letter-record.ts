import type { JudgedDeadLetter } from '../../functions/usecases/list-dead-letters.ts';
import { captureFacts } from './capture-facts.ts';
import { unixSeconds } from './unix-seconds.ts';

/** A dead letter as --json prints it; times are Unix seconds. */
export const deadLetterRecord = ({ letter, capture, reason }: JudgedDeadLetter) => ({
  message_id: letter.id,
  lane: letter.lane,
  token: letter.token ?? null,
  account_id: capture?.accountId ?? null,
  status: capture?.status ?? null,
  attempt: capture?.attempt ?? null,
  failure: (capture && captureFacts(capture).failure) ?? null,
  received: letter.receives,
  sent_at: unixSeconds(letter.sentAt),
  reason,
});
