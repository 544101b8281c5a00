import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildFilters } from '../../layers/filters/build.ts';
import {
  bundleInto,
  bundleSize,
  type DeployedFunction,
  deployedFunctions,
} from '../../lib/constructs/bundle.ts';
import { deployedCode } from '../../lib/constructs/function-code.ts';
import { gatewayEvent } from '../support/gateway-event.ts';
import { stubs } from './stage-app.ts';
import { eachTemplate, propertiesOf, synthesize } from './synthesize.ts';

// Outside the repository, so that nothing of its node_modules is found by accident.
const folder = mkdtempSync(join(tmpdir(), 'snapstack-bundles-'));
const folderOf = (name: DeployedFunction): string => join(folder, name);

beforeAll(() => {
  for (const name of deployedFunctions) {
    mkdirSync(folderOf(name));
    bundleInto(name, folderOf(name));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lambdas = eachTemplate(synthesize({ stage: 'local', staticUrl: 'http://127.0.0.1:1' })).flatMap(
  (template) => Object.values(propertiesOf(template, 'AWS::Lambda::Function')),
);

/** The variables that the template gives a function; what CloudFormation fills in is a URL here. */
const variablesOf = (name: DeployedFunction): Readonly<Record<string, string>> => {
  const lambda = lambdas.find(({ FunctionName }) => FunctionName === `snapstack-local-${name}`);
  const { Variables } = (lambda?.['Environment'] ?? {}) as { Variables: Readonly<Record<string, unknown>> };
  const filled = Object.entries(Variables).map(([key, value]) => [
    key,
    typeof value === 'string' ? value : 'https://filled-in.example',
  ]);
  return Object.fromEntries(filled);
};

/** What a deployed function answers, in a process of its own that has its code and its environment and no more. */
const answerOf = (
  name: DeployedFunction,
  event: unknown,
  env: Readonly<Record<string, string>> = {},
): Readonly<Record<string, unknown>> => {
  const script = `
    const { handler } = await import(process.argv[1]);
    // A pipe takes less at once than an answer may have.
    process.stdout.write(JSON.stringify(await handler(${JSON.stringify(event)}, {})), () => process.exit());`;
  const program = ['--input-type=module', '--eval', script, join(folderOf(name), 'index.mjs')];
  const answer = execFileSync(process.execPath, program, {
    cwd: folderOf(name),
    env: { AWS_REGION: 'eu-west-3', ...variablesOf(name), ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
  });
  return JSON.parse(answer);
};

describe('a bundle', () => {
  test.each(deployedFunctions)('of %s is a module, its source map, and the files that it reads', (name) => {
    const read: Partial<Record<DeployedFunction, readonly string[]>> = {
      'get-docs': ['openapi.json', 'openapi.yaml', 'reference.js.gz'],
      // Where no lists can be had, it says so in the warnings of captures.
      render: [...(buildFilters() === undefined ? [] : ['ad-filters.bin']), 'node_modules'],
    };
    const files = ['index.mjs', 'index.mjs.map', ...(read[name] ?? [])];
    expect(readdirSync(folderOf(name)).toSorted()).toEqual(files.toSorted());
    expect(bundleSize(name)).toBeGreaterThan(10_000);
  });

  test('of render has autoconsent where its own require looks', () => {
    const required = createRequire(join(folderOf('render'), 'index.mjs'));
    expect(required('@duckduckgo/autoconsent').evalSnippets).toHaveProperty('EVAL_COOKIEBOT_1');
    const rules = required.resolve('@duckduckgo/autoconsent/rules/rules.json');
    expect(rules.startsWith(realpathSync(folderOf('render')))).toBe(true);
    expect(existsSync(join(rules, '../../dist/autoconsent.playwright.js'))).toBe(true);
  });

  test.each<[DeployedFunction, Partial<APIGatewayProxyEvent>, number, string]>([
    [
      'create-capture',
      { body: 'not json', headers: { 'content-type': 'application/json' } },
      400,
      'invalid_json',
    ],
    ['get-capture', { httpMethod: 'GET', pathParameters: { token: 'short' } }, 404, 'not_found'],
    ['get-capture-file', { httpMethod: 'GET', pathParameters: { token: 'short' } }, 404, 'not_found'],
    ['get-account', { httpMethod: 'GET' }, 401, 'invalid_key'],
    ['create-callback-capture', { body: '[]' }, 400, 'invalid_json'],
    ['create-batch', { body: '{}' }, 401, 'invalid_key'],
    ['unrouted', { httpMethod: 'PUT', resource: '/{proxy+}' }, 404, 'not_found'],
  ])('of %s answers by itself', (name, event, status, error) => {
    const { statusCode, body } = answerOf(name, gatewayEvent(event));
    expect(statusCode).toBe(status);
    expect(JSON.parse(String(body))).toMatchObject({ error });
  });

  test.each<[DeployedFunction, Partial<APIGatewayProxyEvent>]>([
    ['get-capture', { httpMethod: 'GET', pathParameters: { token: 'short' } }],
    ['unrouted', { httpMethod: 'PUT', resource: '/{proxy+}' }],
  ])('of %s has browsers remember HTTPS where its stage serves nothing else', (name, event) => {
    const withTls = answerOf(name, gatewayEvent(event), { TLS_ONLY: '1' });
    expect(withTls['headers']).toMatchObject({ 'strict-transport-security': 'max-age=31536000' });
    // This stage is a local one, which plain HTTP serves.
    const without = answerOf(name, gatewayEvent(event));
    expect(without['headers']).toMatchObject({ 'x-request-id': 'request-1' });
    expect(without['headers']).not.toHaveProperty('strict-transport-security');
  });

  test('of get-docs has the document and the page', () => {
    const get = (resource: string) => answerOf('get-docs', gatewayEvent({ httpMethod: 'GET', resource }));
    expect(get('/openapi.json')).toMatchObject({ statusCode: 200, body: expect.stringContaining('3.1.1') });
    expect(get('/docs')).toMatchObject({ statusCode: 200, body: expect.stringContaining('<!doctype html>') });
  });

  test('of render finds sharp where a layer puts it', () => {
    const layer = { NODE_PATH: join(import.meta.dirname, '../../node_modules') };
    expect(answerOf('render', { Records: [] }, layer)).toEqual({ batchItemFailures: [] });
    expect(() => answerOf('render', { Records: [] })).toThrow();
  });
});

test('each function is deployed with its own bundle', () => {
  const { api, render, upkeep, callbacks } = synthesize(
    { stage: 'local' },
    { ...stubs, function: deployedCode.function },
  );
  const assets = [api, render, upkeep, callbacks].flatMap((template) =>
    Object.values(propertiesOf(template, 'AWS::Lambda::Function')).map(({ Code }) => JSON.stringify(Code)),
  );
  expect(new Set(assets).size).toBe(deployedFunctions.length);
});
