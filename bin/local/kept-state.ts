import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoKeys } from './demo-accounts.ts';
import type { DeployedStack } from './deployed-stack.ts';
import { readJson, writeJson } from './json-file.ts';

/** What is known of the state that an engine saved when it was stopped. */
export interface KeptState {
  /** What the engine was: its version and where it listened, which it writes into names and addresses. */
  readonly engine: string;
  /** What was deployed, as a hash of its sources. */
  readonly source: string;
  readonly deployed: DeployedStack;
  readonly keys: DemoKeys;
}

const fileIn = (folder: string): string => join(folder, 'kept.json');

/**
 * Takes what the last stop kept. It is given once: the note is gone until the next good stop, so that a killed run's
 * leavings are never taken for a saved state.
 */
export function takeKeptState(folder: string): KeptState | undefined {
  const kept = readJson<KeptState>(fileIn(folder));
  rmSync(fileIn(folder), { force: true });
  return kept;
}

/** Notes that the engine's state is saved. */
export const keepState = (folder: string, state: KeptState): void => writeJson(fileIn(folder), state);

/** Forgets what an engine saved. */
export const wipeEngine = (folder: string): void =>
  rmSync(join(folder, 'engine'), { recursive: true, force: true });
