import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const docs = join(import.meta.dirname, '../../docs');

// The package names its browser build by no export: it lies beside its main module, in dist/.
const rendererScript = (): string =>
  join(dirname(fileURLToPath(import.meta.resolve('@scalar/api-reference'))), 'browser/standalone.js');

/** The files that the function of the reference reads (functions/runtime/docs-files.ts), by their names. */
export const docsAssets = (): Readonly<Record<string, Buffer>> => ({
  'openapi.json': readFileSync(join(docs, 'openapi.json')),
  'openapi.yaml': readFileSync(join(docs, 'openapi.yaml')),
  // Packed once here: it has 4 MB, and everything else would be packed at each request.
  'reference.js.gz': gzipSync(readFileSync(rendererScript()), { level: 9 }),
});
