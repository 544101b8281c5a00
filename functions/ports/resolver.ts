/** Resolves a host name to all of its addresses. Throws when there are none. */
export interface Resolver {
  resolve(host: string): Promise<readonly string[]>;
}
