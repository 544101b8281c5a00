/** What a failed capture reports as `error_code` (contract, "Errors", render failures), with its one sentence. */
export const renderFailures = {
  dns_failed: 'The host name of the URL could not be resolved. Check the spelling of the address.',
  connection_failed:
    'The server of the page did not accept a connection. Check that the page opens in a browser.',
  tls_failed: 'No secure connection could be made. Check the certificate of the page.',
  navigation_timeout:
    'The page did not start to load within 30 seconds. Try again when its server is less busy.',
  too_many_redirects: 'The page redirects in a loop. Submit the address that it should end at.',
  blocked_address: 'The URL, or an address it leads to, is not allowed. Submit a public web page.',
  not_a_page:
    'The URL leads to a download or to an empty answer, not to a page. Submit the address of a page.',
  page_unresponsive: 'The page kept the browser busy until its time was over. Try a lighter page.',
  page_crashed: 'The page crashed the browser. Try again, or try a lighter page.',
  page_too_heavy: 'The page needs more memory or network traffic than a capture may use. Try a lighter page.',
  selector_not_found:
    'The selector matched no element of the page that a visitor could see. Check it in the browser’s developer tools.',
  result_too_large:
    'The picture would be too large for its format. Ask for a smaller size or another format.',
  region_unavailable:
    'The render region is not available at the moment. Try again later or use another region.',
  internal: 'The capture failed on our side. Submit it again.',
} as const;

export type RenderFailureCode = keyof typeof renderFailures;
export const renderFailureCodes = Object.keys(renderFailures) as [RenderFailureCode, ...RenderFailureCode[]];

/**
 * Whether another attempt could end differently. A page that used its whole time budget would use it again, and what
 * the page's own server answers is the answer.
 */
const transientFailures: ReadonlySet<RenderFailureCode> = new Set(['page_crashed', 'internal']);

/** True for the failures that are worth another attempt. */
export const isTransient = (code: RenderFailureCode): boolean => transientFailures.has(code);

/** A capture that cannot be finished, with the code that its status will carry. The cause is for the log. */
export class RenderFailure extends Error {
  override readonly name = 'RenderFailure';
  readonly code: RenderFailureCode;

  constructor(code: RenderFailureCode, options?: ErrorOptions) {
    super(renderFailures[code], options);
    this.code = code;
  }
}
