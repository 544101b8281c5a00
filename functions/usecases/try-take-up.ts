import {
  type KnownToTakeUp,
  nothingTakenUp,
  type TakenUp,
  type TakeUpDependencies,
  takeUp,
} from './take-up.ts';

/**
 * As takeUp, for where the work that led here is done and must not seem to have failed: what cannot go on now is left to
 * the sweeper, and to whoever ends the account's next capture.
 */
export const tryTakeUp = async (
  deps: TakeUpDependencies,
  accountId: string,
  known?: KnownToTakeUp,
): Promise<TakenUp> => {
  try {
    return await takeUp(deps, accountId, known);
  } catch (error) {
    deps.log('account_not_taken_up', { account: accountId, error });
    return { ...nothingTakenUp, isShort: true };
  }
};
