import type { AskedOptions } from './asked-options.ts';
import type { CaptureOptions } from './capture-options.ts';
import { cookieHost } from './cookie-host.ts';

/** How long the same request gives the same capture, in milliseconds from its creation (contract, "Deduplication"). */
export const DEDUPE_MS = 60_000;

/** What makes two requests the same one. */
interface DedupeFacts {
  readonly accountId: string;
  /** As the URL parser writes it, so that spellings of one address are one. */
  readonly url: URL;
  readonly options: CaptureOptions;
  readonly asked: Pick<AskedOptions, 'http_auth' | 'cookies'> & {
    readonly callback_url?: string | undefined;
    readonly callback_secret?: string | undefined;
  };
}

const inOrder = (fields: object): unknown =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));

/**
 * A text that two requests have in common when one capture does for both: account, address, all options as they are
 * rendered, and the callback. It holds what is secret of a request, so only its keyed hash is stored.
 */
export const dedupeText = ({ accountId, url, options, asked }: DedupeFacts): string => {
  const { http_auth, cookies, callback_url, callback_secret } = asked;
  const { url: _sent, ...rest } = options;
  return JSON.stringify([
    accountId,
    url.href,
    inOrder(rest),
    http_auth === undefined ? null : inOrder(http_auth),
    cookies.map(({ domain, ...cookie }) => inOrder({ ...cookie, domain: domain && cookieHost(domain) })),
    callback_url ?? null,
    callback_secret ?? null,
  ]);
};
