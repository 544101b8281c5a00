import { ApiError } from '../domain/errors.ts';
import { type OutboundPolicy, portOf } from '../domain/outbound-policy.ts';
import type { Log } from '../ports/log.ts';
import type { Resolver } from '../ports/resolver.ts';

export interface JudgeCallbackUrlDependencies {
  readonly policy: OutboundPolicy;
  /** Answers within 2 s or throws (contract, "Limits"). */
  readonly resolver: Resolver;
  readonly log: Log;
}

const refused = () =>
  new ApiError('invalid_callback_url', {
    detail: 'The callback_url is not allowed. It must be an https URL with a public host.',
  });

/**
 * Judges where a result is to be sent, as far as that can be said when the capture is submitted. A name without an
 * answer is accepted, since the address is judged again at each delivery. Throws ApiError `invalid_callback_url`.
 */
export const judgeCallbackUrl = async (
  { policy, resolver, log }: JudgeCallbackUrlDependencies,
  accountId: string,
  text: string,
): Promise<void> => {
  const verdict = policy.judgeUrl(text);
  if (!verdict.allowed) {
    log('callback_url_refused', { account: accountId, verdict: verdict.verdict });
    throw refused();
  }
  const { url } = verdict;
  if (url.protocol !== 'https:') {
    log('callback_url_refused', { account: accountId, verdict: 'DENY_SCHEME' });
    throw refused();
  }
  const addresses = await resolver.resolve(url.hostname).catch((error: unknown) => {
    log('callback_url_unresolved', { account: accountId, error });
    return undefined;
  });
  if (addresses === undefined) return;
  const judged = policy.judgeAddresses(url.hostname, portOf(url), addresses);
  if (judged.allowed) return;
  log('callback_url_refused', { account: accountId, verdict: judged.verdict });
  throw refused();
};
