import { stringify } from 'yaml';
import { openapiDocument } from '../../functions/http/openapi.ts';

/** The API's document in both notations, by file name. */
export const openapiFiles = (): Readonly<Record<string, string>> => {
  const document = openapiDocument();
  return {
    'openapi.json': `${JSON.stringify(document, null, 2)}\n`,
    // For readers of YAML 1.1 too, to which an unquoted 16:9 is the number 969, and which may not know anchors.
    'openapi.yaml': stringify(document, { aliasDuplicateObjects: false, lineWidth: 0, compat: 'yaml-1.1' }),
  };
};
