import { OperatorRefusal } from './operator-refusal.ts';

/** What is said when there is no account with this id. */
export const unknownAccount = (accountId: string): OperatorRefusal =>
  new OperatorRefusal('unknown_account', `There is no account ${accountId}.`);
