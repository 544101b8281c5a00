import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Docs } from '../http/endpoints/get-docs.ts';

/** The documentation's files as they lie in `folder`, beside the function's code. */
export const docsFiles = (folder: string): Omit<Docs, 'apiUrl'> => {
  const file = (name: string): Buffer => readFileSync(join(folder, name));
  return {
    openapiJson: file('openapi.json').toString('utf8'),
    openapiYaml: file('openapi.yaml').toString('utf8'),
    script: file('reference.js.gz'),
  };
};
