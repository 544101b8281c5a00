/** What package-lock.json says of one installed package. */
interface LockedPackage {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}
/** The `packages` of a package-lock.json: by their path below the root. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

const runsOnLambda = ({ os, cpu, libc }: LockedPackage): boolean =>
  (os?.includes('linux') ?? true) && (cpu?.includes('x64') ?? true) && (libc?.includes('glibc') ?? true);

/** Code for other runtimes than Node, which Node never loads: the Bare runtime, and WebAssembly in place of libvips. */
const isForAnotherRuntime = (name: string): boolean => name.startsWith('bare-') || name.includes('wasm32');

/** Where Node would find `name` from the package at `from`: nested first, then outwards to the root. */
const locate = (packages: LockedPackages, from: string, name: string): string | undefined => {
  const own = `${from}/node_modules/${name}`;
  if (own in packages) return own;
  const outer = from.lastIndexOf('/node_modules/');
  if (outer >= 0) return locate(packages, from.slice(0, outer), name);
  return `node_modules/${name}` in packages ? `node_modules/${name}` : undefined;
};

/**
 * The paths of `roots` and of everything that they need on Lambda (Linux, x64, glibc), sorted. Throws when one of them
 * is not in the lock file.
 */
export const packageClosure = (packages: LockedPackages, roots: readonly string[]): readonly string[] => {
  const found = new Set<string>();
  const add = (from: string, name: string, optional: boolean): void => {
    if (isForAnotherRuntime(name)) return;
    const path = locate(packages, from, name);
    const locked = path === undefined ? undefined : packages[path];
    if (path === undefined || locked === undefined) {
      if (optional) return;
      throw new Error(
        `package-lock.json has no ${name}, which ${from || 'the layer'} needs. Run npm install.`,
      );
    }
    if (found.has(path) || (optional && !runsOnLambda(locked))) return;
    found.add(path);
    for (const dependency of Object.keys(locked.dependencies ?? {})) add(path, dependency, false);
    for (const dependency of Object.keys(locked.optionalDependencies ?? {})) add(path, dependency, true);
  };
  for (const name of roots) add('', name, false);
  return [...found].sort();
};
