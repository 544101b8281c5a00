import { getDocsEndpoint } from '../http/endpoints/get-docs.ts';
import { docsFiles } from '../runtime/docs-files.ts';
import { edgeOf } from '../runtime/edge.ts';
import { readEnvironment } from '../runtime/env.ts';

const environment = readEnvironment('get-docs');

/** GET /, /docs, /docs/reference.js, /openapi.yaml and /openapi.json */
export const handler = getDocsEndpoint(
  { ...docsFiles(import.meta.dirname), apiUrl: environment.API_URL },
  edgeOf(environment),
);
