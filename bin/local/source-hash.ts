import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const deployed = [
  'bin/app.ts',
  'cdk.json',
  'docs',
  'functions',
  'layers',
  'lib',
  'package-lock.json',
  'package.json',
];

/** A hash of all that decides what a deployment is: sources, dependencies and settings. */
export function sourceHash(root: string, settings: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(settings)).update(process.version);
  for (const path of deployed.flatMap((name) => filesUnder(root, name))) {
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}

function filesUnder(root: string, path: string): string[] {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (!found?.isDirectory()) {
    return found?.isFile() ? [path] : [];
  }
  return (
    readdirSync(join(root, path))
      // What is built beside the sources lies in folders with a dot.
      .filter((name) => name !== 'node_modules' && !name.startsWith('.'))
      .sort()
      .flatMap((name) => filesUnder(root, `${path}/${name}`))
  );
}
