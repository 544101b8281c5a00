/** A host may have this part of all that is sent at the same time, and an account that. */
const HOST_PART = 1 / 5;
const ACCOUNT_PART = 1 / 3;
/** Two hosts that are dead, or two accounts with many, leave at least as much for all others. */
const FEWEST = 2;

/** How many callbacks may be sent at the same time to one host and for one account, where `slots` may be in all. */
export const callbackShares = (slots: number): { readonly host: number; readonly account: number } => ({
  host: Math.max(FEWEST, Math.floor(slots * HOST_PART)),
  account: Math.max(FEWEST, Math.floor(slots * ACCOUNT_PART)),
});
