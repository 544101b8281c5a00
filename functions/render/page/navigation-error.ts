/** A document that the main frame could not be given, with Chromium's own text for it, such as net::ERR_ABORTED. */
export class NavigationError extends Error {
  override readonly name = 'NavigationError';
  readonly netError: string;
  /** The address that failed: the last one of a chain of redirects. */
  readonly url: string;

  constructor(netError: string, url: string) {
    super(`${netError} at ${url}`);
    this.netError = netError;
    this.url = url;
  }
}
