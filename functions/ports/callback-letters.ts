/** Where it is written down that a callback was given up: the callback queue's dead letters. */
export interface CallbackLetters {
  /** `reason` is a sentence for the operator. */
  bury(letter: { readonly token: string; readonly reason: string }): Promise<void>;
}
