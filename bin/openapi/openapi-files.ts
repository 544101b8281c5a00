import { stringify } from 'yaml';
import { openapiDocument } from '../../functions/http/openapi.ts';

/** The API's document in both notations, by file name. */
export const openapiFiles = (): Readonly<Record<string, string>> => {
  const document = openapiDocument();
  return {
    'openapi.json': `${JSON.stringify(document, null, 2)}\n`,
    // No anchors: not every reader of YAML knows them.
    'openapi.yaml': stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 }),
  };
};
