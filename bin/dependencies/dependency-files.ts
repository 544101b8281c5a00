import * as z from 'zod';

const versions = z.record(z.string(), z.string()).optional();

/** What is judged of package.json. */
export const manifest = z.object({
  dependencies: versions,
  devDependencies: versions,
  optionalDependencies: versions,
});
export type Manifest = z.output<typeof manifest>;

const lockedPackage = z.object({
  version: z.string().optional(),
  license: z.string().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  dev: z.boolean().optional(),
  devOptional: z.boolean().optional(),
  link: z.boolean().optional(),
  inBundle: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
});
export type LockedPackage = z.output<typeof lockedPackage>;

/** What is judged of package-lock.json: packages by their path below the root, which is the empty one. */
export const lock = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(z.string(), lockedPackage),
});
export type Lock = z.output<typeof lock>;

/** A package's name, of its path in the lock file. */
export const nameOfPath = (path: string): string =>
  path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
