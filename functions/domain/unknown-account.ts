import { AccountRefusal } from './account-refusal.ts';

/** What is said when there is no account with this id. */
export const unknownAccount = (accountId: string): AccountRefusal =>
  new AccountRefusal('unknown_account', `There is no account ${accountId}.`);
