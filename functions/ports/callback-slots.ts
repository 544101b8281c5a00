/** Who sends callbacks at this moment, so that one dead host, or one account with many, does not keep all senders busy. */
export interface CallbackSlots {
  /** Takes a slot of the host and one of the account until `until` (Unix ms) at most; undefined: none is free. */
  take(
    of: { readonly host: string; readonly accountId: string },
    until: number,
  ): Promise<CallbackSlot | undefined>;
}

/** What is taken; given back by itself when its time is over. */
export interface CallbackSlot {
  /** From that moment on (Unix ms); absent: at once. */
  free(at?: number): Promise<void>;
}
