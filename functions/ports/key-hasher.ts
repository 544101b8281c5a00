/** Turns an API key into what is stored: an HMAC-SHA-256 with the stage's pepper, as hex. */
export interface KeyHasher {
  hash(apiKey: string): Promise<string>;
}
