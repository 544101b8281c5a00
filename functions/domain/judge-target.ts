import { ApiError } from './errors.ts';
import type { DenyVerdict, OutboundPolicy } from './outbound-policy.ts';

/** The host of a URL that may be captured, as the URL parser writes it; undefined for any other URL. */
export const targetHost =
  (policy: OutboundPolicy) =>
  (text: string): string | undefined => {
    const judged = policy.judgeUrl(text);
    return judged.allowed ? judged.url.hostname : undefined;
  };

/**
 * The URL stage of the judgement of one capture. Throws ApiError `invalid_url`, which does not say why; `onRefused` is
 * told, for the log.
 */
export const judgeTarget = (
  policy: OutboundPolicy,
  text: string,
  onRefused: (verdict: DenyVerdict) => void,
): { readonly url: URL; readonly customPort: boolean } => {
  const judged = policy.judgeUrl(text);
  if (judged.allowed) return judged;
  onRefused(judged.verdict);
  throw new ApiError('invalid_url', {
    detail:
      'The url is not allowed. It must begin with http:// or https:// and have a public host, without user and password.',
  });
};
