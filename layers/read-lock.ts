import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { LockedPackages } from './package-closure.ts';

/** The packages that package-lock.json names. */
export const readLock = (): LockedPackages => {
  const file = path.join(import.meta.dirname, '../package-lock.json');
  const lock: { packages: LockedPackages } = JSON.parse(readFileSync(file, 'utf8'));
  return lock.packages;
};
