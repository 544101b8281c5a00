import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { docsPage, docsPolicy } from '../docs-page.ts';
import { type Answer, type Endpoint, endpoint } from '../endpoint.ts';
import { EXAMPLE_API_URL } from '../example-answers.ts';
import { header } from '../header.ts';
import type { Edge } from '../http-answer.ts';
import { routes } from '../routes.ts';

/** What the documentation is made of. */
export interface Docs {
  /** The document as it is committed, in both notations. */
  readonly openapiJson: string;
  readonly openapiYaml: string;
  /** The program that renders it, packed with gzip. */
  readonly script: Buffer;
  /** The API's own address as callers see it, without a trailing slash. */
  readonly apiUrl: string;
}

type DocsOperation = 'getRoot' | 'getDocs' | 'getDocsScript' | 'getOpenapiYaml' | 'getOpenapiJson';

const text = (contentType: string, body: string): Answer => ({
  status: 200,
  raw: { contentType: `${contentType}; charset=utf-8`, text: body },
});

// With a weight of 0 it is refused (RFC 9110, section 12.4.2).
const takesGzip = (accepted = ''): boolean =>
  accepted.split(',').some((coding) => /^\s*gzip\s*(?:;(?!\s*q=0(?:\.0*)?\s*$).*)?$/i.test(coding));

const script = (packed: Buffer, event: APIGatewayProxyEvent): Answer => {
  const contentType = 'text/javascript; charset=utf-8';
  const headers = { vary: 'accept-encoding' };
  return takesGzip(header(event, 'accept-encoding'))
    ? {
        status: 200,
        raw: { contentType, text: packed.toString('base64'), isBase64: true },
        headers: { ...headers, 'content-encoding': 'gzip' },
      }
    : { status: 200, raw: { contentType, text: gunzipSync(packed).toString('utf8') }, headers };
};

/** The reference page, its program and the document, by the path that was asked for. */
export const getDocsEndpoint = (docs: Docs, edge: Edge) => {
  const { apiUrl } = docs;
  // The committed document names no deployment; the one that is served names this one.
  const named = (document: string): string => document.replaceAll(EXAMPLE_API_URL, apiUrl);
  const version = createHash('sha256').update(docs.script).digest('hex').slice(0, 12);
  const page = docsPage(version);
  const operations: Readonly<Record<DocsOperation, (event: APIGatewayProxyEvent) => Answer>> = {
    getRoot: () => ({ status: 302, headers: { location: `${apiUrl}/docs` } }),
    getDocs: () => ({ ...text('text/html', page), headers: { 'content-security-policy': docsPolicy } }),
    getDocsScript: (event) => script(docs.script, event),
    getOpenapiYaml: () => text('application/yaml', named(docs.openapiYaml)),
    getOpenapiJson: () => text('application/json', named(docs.openapiJson)),
  };
  const byPath = new Map<string, Endpoint>(
    (Object.keys(operations) as DocsOperation[]).map((operation) => [
      routes[operation].path,
      endpoint(operation, edge, async (event) => operations[operation](event)),
    ]),
  );
  return async (event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> => {
    const found = byPath.get(event.resource);
    if (found === undefined) throw new Error(`The documentation has no ${event.resource}.`);
    return (await found(event, context)) as APIGatewayProxyResult;
  };
};
