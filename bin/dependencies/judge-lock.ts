import type { Accepted } from './accepted.ts';
import { type Lock, type LockedPackage, type Manifest, nameOfPath } from './dependency-files.ts';

interface Files {
  readonly manifest: Manifest;
  readonly lock: Lock;
  /** The paths of what is deployed. */
  readonly shipped: ReadonlySet<string>;
}

const REGISTRY = 'https://registry.npmjs.org/';
const exactVersion = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;

const judgeVersions = ({ dependencies, devDependencies, optionalDependencies }: Manifest): string[] =>
  Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, version]) => !exactVersion.test(version))
    .map(
      ([name, version]) =>
        `package.json asks for ${name} ${version}: write one version, as npm i --save-exact does.`,
    );

const judgeSource = (path: string, { resolved, link }: LockedPackage): string[] =>
  link === true || (resolved !== undefined && !resolved.startsWith(REGISTRY))
    ? [`${path} does not come from the npm registry: ${resolved ?? 'it is a link'}.`]
    : [];

/** Judges one rule with what is accepted of it; `breaks` gives the key under which a package would be accepted. */
const judgeRule = (
  { lock }: Files,
  list: Readonly<Record<string, string>>,
  breaks: (one: LockedPackage, path: string) => string | undefined,
  say: (path: string, key: string) => string,
): string[] => {
  const used = new Set<string>();
  const findings = Object.entries(lock.packages).flatMap(([path, one]) => {
    const key = path === '' ? undefined : breaks(one, path);
    if (key === undefined) return [];
    if (!Object.hasOwn(list, key)) return [say(path, key)];
    used.add(key);
    return [];
  });
  const idle = Object.keys(list).filter((entry) => !used.has(entry));
  return [
    ...findings,
    ...idle.map((entry) => `bin/dependencies/accepted.ts has ${entry}, which is needed no more.`),
  ];
};

/**
 * What is wrong with the dependencies by package.json and package-lock.json alone, as sentences: versions that are not
 * exact, packages from elsewhere than the npm registry or without a hash, scripts at installation, licences of what is
 * deployed, and what is accepted without need.
 */
export const judgeLock = (files: Files, accepted: Omit<Accepted, 'advisories'>): readonly string[] => [
  ...judgeVersions(files.manifest),
  ...Object.entries(files.lock.packages).flatMap(([path, one]) => judgeSource(path, one)),
  ...judgeRule(
    files,
    accepted.unhashed,
    // What a package brings along is part of its own hash.
    ({ integrity, inBundle, link }, path) =>
      integrity === undefined && inBundle !== true && link !== true ? nameOfPath(path) : undefined,
    (path) => `package-lock.json has no integrity hash of ${path}.`,
  ),
  ...judgeRule(
    files,
    accepted.scripts,
    ({ hasInstallScript }, path) => (hasInstallScript === true ? nameOfPath(path) : undefined),
    (path) => `${path} has a script at installation, which .npmrc lets nobody run: does it work without?`,
  ),
  ...judgeRule(
    files,
    accepted.licences,
    ({ license = 'no licence' }, path) => (files.shipped.has(path) ? license : undefined),
    (path, licence) =>
      `${path} is deployed and has the licence ${licence}: may it be, and what does it ask for?`,
  ),
];
