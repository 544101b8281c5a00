/** Resolves a host name to all of its addresses. Throws when there are none. */
export interface Resolver {
  /**
   * Without a signal the machine is asked, which reads its hosts file too, and cannot be called off. With one the name
   * servers are, until it aborts.
   */
  resolve(host: string, signal?: AbortSignal): Promise<readonly string[]>;
}
