import { readdirSync } from 'node:fs';

/** The processes that there are. Throws where there is no /proc. */
export const processIds = (): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
