import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FilterLists, requireRules } from './filter-lists.ts';

const PACKAGE = 'webext-ublock-origin-chromium';
const assets = 'usr/share/chromium/extensions/ublock-origin/assets';
const files = [
  'thirdparties/easylist/easylist.txt',
  'thirdparties/easylist/easyprivacy.txt',
  'ublock/filters.min.txt',
  'ublock/privacy.min.txt',
  'ublock/unbreak.min.txt',
];

/** Fetches the lists that Debian's package of uBlock Origin carries (3 MB), into `folder`. Throws where there is no apt. */
export const debianLists = async (folder: string): Promise<FilterLists> => {
  const run = (command: string, ...args: readonly string[]) =>
    execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  run('apt-get', 'download', '--quiet', PACKAGE);
  const archive = readdirSync(folder).find((name) => name.startsWith(PACKAGE) && name.endsWith('.deb'));
  if (archive === undefined) throw new Error(`apt-get brought no archive of ${PACKAGE}.`);
  run('dpkg-deb', '--extract', archive, 'debian');
  return {
    source: `EasyList, EasyPrivacy and uBlock filters from Debian's ${archive.replace(/_all\.deb$/, '')}`,
    texts: files.map((file) =>
      requireRules(readFileSync(join(folder, 'debian', assets, file), 'utf8'), file),
    ),
  };
};
