// Every key of the accounts table in one place. The captures table has one key, the token.

/** The account itself. */
export const profileKey = (accountId: string) => ({ pk: `ACCOUNT#${accountId}`, sk: 'PROFILE' });

/** What an account used of one UTC month's quota (2026-11); a new month is a new row, so nothing is ever reset. */
export const usageKey = (accountId: string, month: string) => ({
  pk: `ACCOUNT#${accountId}`,
  sk: `USAGE#${month}`,
});

/** Who a key belongs to, found by the key's keyed hash. */
export const apiKeyKey = (keyHash: string) => ({ pk: `KEY#${keyHash}`, sk: 'KEY' });

/** The counter that job ids come from. */
export const jobCounterKey = { pk: 'COUNTER#JOB', sk: 'COUNTER' };

/** How long renders took of late. */
export const renderLoadKey = { pk: 'RENDER', sk: 'LOAD' };
