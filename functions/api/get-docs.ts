import { getDocsEndpoint } from '../http/endpoints/get-docs.ts';
import { docsFiles } from '../runtime/docs-files.ts';
import { edgeOf } from '../runtime/edge.ts';
import { readEnvironment } from '../runtime/env.ts';
import { lambdaEntry } from '../runtime/lambda-entry.ts';

const environment = readEnvironment('get-docs');

/** GET /, /docs, /docs/reference.js, /openapi.yaml and /openapi.json */
export const handler = lambdaEntry(
  getDocsEndpoint({ ...docsFiles(import.meta.dirname), apiUrl: environment.API_URL }, edgeOf(environment)),
);
