import { createConfig, lintFromString } from '@redocly/openapi-core';

/** What Redocly's strict rules find in an OpenAPI document (YAML or JSON), a sentence each with its place. */
export const openapiProblems = async (source: string): Promise<string[]> => {
  const config = await createConfig({ extends: ['recommended-strict'] });
  const found = await lintFromString({ source, absoluteRef: 'openapi.yaml', config });
  return found.map(
    ({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer ?? 'document'})`,
  );
};
