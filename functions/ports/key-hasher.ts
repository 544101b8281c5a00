/**
 * Turns what is compared but must not be stored, such as an API key or a request with its secrets, into an HMAC-SHA-256
 * with the stage's pepper, as hex: who reads the tables cannot even guess at it.
 */
export interface KeyHasher {
  hash(text: string): Promise<string>;
}
