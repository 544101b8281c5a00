import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { LockedPackages } from './package-closure.ts';

/** What decides a layer's content. */
export interface LayerParts {
  readonly locked: LockedPackages;
  /** Paths of packages in the lock file, whose versions count. */
  readonly packages: readonly string[];
  /** Files that the layer is made by. */
  readonly sources: readonly string[];
}

const fingerprint = ({ locked, packages, sources }: LayerParts): string => {
  const hash = createHash('sha256');
  for (const name of packages) hash.update(`${name}@${locked[name]?.version}\n`);
  for (const file of sources) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
};

/**
 * Has a layer staged below `folder` and returns its path. What is there for the same parts is used again, and others
 * are removed.
 */
export const stagedLayer = (folder: string, parts: LayerParts, stage: (partial: string) => void): string => {
  const name = fingerprint(parts);
  const layer = path.join(folder, name);
  mkdirSync(folder, { recursive: true });
  if (existsSync(layer)) return layer;

  const partial = mkdtempSync(path.join(folder, 'part-'));
  stage(partial);
  const outdated = readdirSync(folder).filter((entry) => entry !== name && !entry.startsWith('part-'));
  for (const entry of outdated) rmSync(path.join(folder, entry), { recursive: true, force: true });
  try {
    renameSync(partial, layer);
  } catch (error) {
    // Another process may have staged the same in the meantime.
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(layer)) throw error;
  }
  return layer;
};
