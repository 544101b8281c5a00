import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageClosure } from '../layers/package-closure.ts';
import { readLock } from '../layers/read-lock.ts';
import { accepted } from './dependencies/accepted.ts';
import { askNpm } from './dependencies/ask-npm.ts';
import { lock, manifest } from './dependencies/dependency-files.ts';
import { judgeAudit } from './dependencies/judge-audit.ts';
import { judgeLock } from './dependencies/judge-lock.ts';

/** Part of `npm run check`: the dependencies as package.json and package-lock.json have them, and npm's advisories. */
const root = join(import.meta.dirname, '..');
const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'));

const files = { manifest: manifest.parse(read('package.json')), lock: lock.parse(read('package-lock.json')) };
/** Besides the dependencies, which are bundled or in layers, the reference page is served as it is. */
const roots = [...Object.keys(files.manifest.dependencies ?? {}), '@scalar/api-reference'];
const shipped = new Set(packageClosure(readLock(), roots));
const audited = judgeAudit(await askNpm(root), {
  lock: files.lock,
  shipped,
  advisories: accepted.advisories,
  today: new Date().toISOString().slice(0, 10),
  isRequired: process.env['AUDIT'] === 'required',
});

const findings = [
  ...judgeLock({ ...files, shipped }, accepted),
  ...('findings' in audited ? audited.findings : []),
];
for (const finding of findings) console.error(finding);
const counted = `${Object.keys(files.lock.packages).length - 1} locked, ${shipped.size} deployed`;
if (findings.length > 0) {
  process.exitCode = 1;
} else if ('findings' in audited) {
  console.log(`${counted}, no advisory that counts`);
} else {
  console.log(`${counted}. NOT AUDITED, which AUDIT=required makes a failure: ${audited.notAudited}`);
}
