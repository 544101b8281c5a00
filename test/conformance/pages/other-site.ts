/**
 * `host:port` of another site that the same server answers for: a browser has its frames in a process of their own. Where the
 * suite is served by a name, `other.` before that has to lead to it too.
 */
export const otherSite = (host: string): string =>
  /^127\.0\.0\.1(?=:|$)/.test(host) ? host.replace('127.0.0.1', 'localhost') : `other.${host}`;
