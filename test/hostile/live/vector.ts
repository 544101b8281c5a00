/** Where a vector tries to get: a host that is its own, so that a denied connection tells which vector it was. */
export interface Goal {
  /** A URL of the host. */
  readonly url: (scheme?: 'http' | 'https' | 'ws' | 'wss') => string;
  /** As a URL writes it, with brackets around IPv6. */
  readonly host: string;
}

/** One way for a page to get a browser to connect to where it must not. */
export interface PageVector {
  readonly id: string;
  /** The page, or the part of it that does it. */
  readonly html: (goal: Goal) => string;
  /** Headers that its document is answered with. */
  readonly headers?: (goal: Goal) => Readonly<Record<string, string>>;
  /** Only in documents that came by https, as browsers have it. */
  readonly isSecure?: true;
  /** Stands in the page itself and not in a frame of it. */
  readonly isTop?: true;
  /** The host it tries to get at, instead of one that is chosen for it. */
  readonly host?: string;
  /** Why nothing of it may be seen to be denied: it never comes to a connection. Absent: it must be seen. */
  readonly notFired?: string;
}
