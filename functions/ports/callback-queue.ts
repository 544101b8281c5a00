/** Where captures wait whose callback is to be sent. */
export interface CallbackQueue {
  /** Sends tokens, to be received in `delaySeconds` (0 to 900). Throws when one of them was not taken. */
  send(tokens: readonly string[], delaySeconds?: number): Promise<void>;
}
