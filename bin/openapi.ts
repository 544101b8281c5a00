import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openapiFiles } from './openapi/openapi-files.ts';
import { openapiProblems } from './openapi/openapi-problems.ts';

const docs = join(import.meta.dirname, '..', 'docs');

/** `npm run openapi`: writes docs/openapi.{json,yaml} from the code; with --check it only compares and lints. */
const isCheck = process.argv.includes('--check');
const files = openapiFiles();
const read = (name: string): string => {
  try {
    return readFileSync(join(docs, name), 'utf8');
  } catch {
    return '';
  }
};
const stale = Object.keys(files).filter((name) => read(name) !== files[name]);

if (!isCheck) {
  for (const name of stale) writeFileSync(join(docs, name), files[name] ?? '');
  console.log(stale.length === 0 ? 'docs/ is as the code says.' : `Written: ${stale.join(', ')}`);
} else if (stale.length > 0) {
  console.error(`Not as the code says: docs/${stale.join(', docs/')}. Run: npm run openapi`);
  process.exitCode = 1;
}

const problems = await openapiProblems(files['openapi.yaml'] ?? '');
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
