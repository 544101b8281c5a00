import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { problemBody, problemStatus } from '../../functions/http/problem.ts';
import type { Route } from '../../functions/http/route.ts';
import { routes } from '../../functions/http/routes.ts';
import { type Properties, propertiesOf, synthesize } from './synthesize.ts';

const { api: prod } = synthesize({ stage: 'prod' });
const { api: local } = synthesize({ stage: 'local' });

const pathOf = (template: Template, resource: unknown): string => {
  const id = (resource as { Ref?: string }).Ref;
  const found = id === undefined ? undefined : propertiesOf(template, 'AWS::ApiGateway::Resource')[id];
  return found === undefined ? '' : `${pathOf(template, found['ParentId'])}/${found['PathPart']}`;
};
const methods = Object.values(propertiesOf(prod, 'AWS::ApiGateway::Method'));
const functions = propertiesOf(prod, 'AWS::Lambda::Function');
const nameOf = (method: Properties): string =>
  `${method['HttpMethod']} ${pathOf(prod, method['ResourceId']) || '/'}`;
/** The name of the function that a method leads to. */
const targetOf = (method: Properties): string => {
  const { Type, Uri } = method['Integration'] as { Type: string; Uri: unknown };
  const found = Object.entries(functions).find(([id]) => JSON.stringify(Uri).includes(`"${id}"`));
  return `${Type} ${found?.[1]['FunctionName']}`;
};
const table: readonly Route[] = Object.values(routes);
const proxy = (name: string) => `AWS_PROXY snapstack-prod-${name}`;
const docsPaths = ['/', '/docs', '/docs/reference.js', '/openapi.yaml', '/openapi.json'];

describe('the REST API', () => {
  test('has the operations of the route table, HEAD with each GET, and no others', () => {
    const wanted = table.flatMap(({ method, path }) =>
      method === 'GET' ? [`GET ${path}`, `HEAD ${path}`] : [`${method} ${path}`],
    );
    const named = methods.map(nameOf).filter((name) => !name.startsWith('ANY '));
    expect(named.toSorted()).toEqual(wanted.toSorted());
  });

  test('leads each operation to the function of its name, and the reference to one', () => {
    const led = Object.fromEntries(methods.map((method) => [nameOf(method), targetOf(method)]));
    for (const [id, { method, path }] of Object.entries(routes)) {
      const file = docsPaths.includes(path)
        ? 'get-docs'
        : id.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      expect(led[`${method} ${path}`]).toBe(proxy(file));
    }
    expect(led['HEAD /capture/{token}']).toBe(proxy('get-capture'));
  });

  test('leads every other method of a path, and every other path, to one small function', () => {
    const any = methods.filter((method) => method['HttpMethod'] === 'ANY');
    const paths = [...new Set(table.map(({ path }) => path)), '/{proxy+}'];
    expect(any.map(nameOf).toSorted()).toEqual(paths.map((path) => `ANY ${path}`).toSorted());
    expect(new Set(any.map(targetOf))).toEqual(new Set([proxy('unrouted')]));
  });

  test('hands bodies on as bytes', () => {
    prod.hasResourceProperties('AWS::ApiGateway::RestApi', { BinaryMediaTypes: ['*/*'] });
  });

  test('throttles all callers together, and logs no payloads', () => {
    prod.hasResourceProperties('AWS::ApiGateway::Stage', {
      MethodSettings: [
        {
          HttpMethod: '*',
          ResourcePath: '/*',
          DataTraceEnabled: false,
          ThrottlingRateLimit: 1_000,
          ThrottlingBurstLimit: 2_000,
        },
      ],
    });
  });

  test('logs routes, neither paths, which hold tokens, nor queries, which hold keys', () => {
    const [stage] = Object.values(propertiesOf(prod, 'AWS::ApiGateway::Stage'));
    const { Format } = (stage?.['AccessLogSetting'] ?? {}) as { Format: string };
    expect(JSON.parse(Format)).toMatchObject({ route: '$context.resourcePath', status: '$context.status' });
    expect(Format).not.toMatch(/context\.path|protocol|requestOverride|authorizer|query/i);
  });

  test('asks for the account-wide role of API Gateway only where there is a log to write', () => {
    prod.resourceCountIs('AWS::ApiGateway::Account', 1);
    local.resourceCountIs('AWS::ApiGateway::Account', 0);
  });
});

describe('what API Gateway answers by itself', () => {
  const answers = Object.values(propertiesOf(prod, 'AWS::ApiGateway::GatewayResponse'));

  test.each([
    ['MISSING_AUTHENTICATION_TOKEN', 'not_found'],
    ['DEFAULT_4XX', 'not_found'],
    ['DEFAULT_5XX', 'internal'],
    ['BAD_REQUEST_BODY', 'invalid_parameter'],
    ['BAD_REQUEST_PARAMETERS', 'invalid_parameter'],
    ['UNSUPPORTED_MEDIA_TYPE', 'unsupported_media_type'],
    ['REQUEST_TOO_LARGE', 'payload_too_large'],
    ['THROTTLED', 'rate_limited'],
    ['QUOTA_EXCEEDED', 'rate_limited'],
    ['INTEGRATION_FAILURE', 'unavailable'],
    ['INTEGRATION_TIMEOUT', 'unavailable'],
  ] as const)('%s has the shape and the status of %s', (type, error) => {
    const answer = answers.find(({ ResponseType }) => ResponseType === type);
    const templates = answer?.['ResponseTemplates'] as Readonly<Record<string, string>> | undefined;
    const body = problemBody.parse(JSON.parse(templates?.['application/json'] ?? ''));
    expect(body.error).toBe(error);
    expect(answer?.['StatusCode']).toBe(String(problemStatus[error]));
  });

  test('carries fields on 400, the request id on internal and Retry-After on 429', () => {
    const texts = answers.map((answer) => JSON.stringify(answer));
    const about = (code: string) => texts.filter((text) => text.includes(`\\"${code}\\"`));
    expect(about('invalid_parameter').every((text) => text.includes('\\"fields\\":[]'))).toBe(true);
    expect(about('internal').every((text) => text.includes('$context.requestId'))).toBe(true);
    expect(about('rate_limited').every((text) => text.includes('Retry-After'))).toBe(true);
    expect(about('rate_limited')).toHaveLength(2);
  });

  test('is never kept by a cache', () => {
    for (const { ResponseParameters } of answers) {
      expect(ResponseParameters).toMatchObject({
        'gatewayresponse.header.Cache-Control': "'no-store'",
        'gatewayresponse.header.X-Content-Type-Options': "'nosniff'",
        'gatewayresponse.header.X-Request-Id': 'context.requestId',
        'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
      });
    }
  });

  test('tells browsers to stay with TLS, where that is all there is', () => {
    const hsts = 'gatewayresponse.header.Strict-Transport-Security';
    for (const { ResponseParameters } of answers) expect(ResponseParameters).toHaveProperty([hsts]);
    for (const { ResponseParameters } of Object.values(
      propertiesOf(local, 'AWS::ApiGateway::GatewayResponse'),
    )) {
      expect(ResponseParameters).not.toHaveProperty([hsts]);
    }
  });
});
