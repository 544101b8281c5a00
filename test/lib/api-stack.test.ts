import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { problemBody, problemStatus } from '../../functions/http/problem.ts';
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
const methodsOfType = (type: string): readonly Properties[] =>
  methods.filter((method) => (method['Integration'] as Properties)['Type'] === type);
const nameOf = (method: Properties): string =>
  `${method['HttpMethod']} ${pathOf(prod, method['ResourceId'])}`;
const table = Object.values(routes);

describe('the REST API', () => {
  test('has the operations of the route table and no others', () => {
    const wanted = table.map(({ method, path }) => `${method} ${path}`);
    expect(methodsOfType('AWS_PROXY').map(nameOf).toSorted()).toEqual(wanted.toSorted());
  });

  test('answers every other method of a path with 405 and what it allows', () => {
    const refusing = methodsOfType('MOCK');
    const paths = [...new Set(table.map(({ path }) => `ANY ${path}`))];
    expect(refusing.map(nameOf).toSorted()).toEqual(paths.toSorted());
    for (const method of refusing) {
      const { RequestTemplates, IntegrationResponses } = method['Integration'] as {
        RequestTemplates: Record<string, string>;
        IntegrationResponses: readonly {
          readonly StatusCode: string;
          readonly ResponseParameters: Readonly<Record<string, string>>;
          readonly ResponseTemplates: Readonly<Record<string, string>>;
        }[];
      };
      for (const template of Object.values(RequestTemplates)) {
        expect(JSON.parse(template)).toEqual({ statusCode: 405 });
      }
      const [answer] = IntegrationResponses;
      const allowed = table
        .filter(({ path }) => nameOf(method) === `ANY ${path}`)
        .map((route) => route.method);
      expect(answer?.StatusCode).toBe('405');
      expect(answer?.ResponseParameters['method.response.header.Allow']).toBe(`'${allowed.join(', ')}'`);
      const body = problemBody
        .strict()
        .parse(JSON.parse(answer?.ResponseTemplates['application/json'] ?? ''));
      expect(body.error).toBe('method_not_allowed');
    }
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
    const body = problemBody.strict().parse(JSON.parse(templates?.['application/json'] ?? ''));
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
      });
    }
  });
});
