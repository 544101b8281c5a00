import { describe, expect, test } from 'vitest';
import { environments } from '../../functions/runtime/env.ts';
import { allocator } from '../../lib/config/allocator.ts';
import { youngGeneration } from '../../lib/config/young-generation.ts';
import { deployedFunctions } from '../../lib/constructs/bundle.ts';
import { eachTemplate, type Properties, propertiesOf, type Synthesized, synthesize } from './synthesize.ts';

const functionsOf = (stage: Synthesized): Readonly<Record<string, Properties>> =>
  Object.fromEntries(
    eachTemplate(stage)
      .flatMap((template) => Object.values(propertiesOf(template, 'AWS::Lambda::Function')))
      .map((properties) => [String(properties['FunctionName']), properties]),
  );
const variablesOf = (lambda: Properties | undefined) =>
  (lambda?.['Environment'] as { Variables: Readonly<Record<string, unknown>> } | undefined)?.Variables ?? {};

const prod = synthesize({ stage: 'prod' });
const overrides = {
  apiUrl: 'http://127.0.0.1:4000',
  staticUrl: 'http://127.0.0.1:4001',
  chromiumPath: '/browser',
  allow: '127.0.0.1:80',
};
const local = synthesize({ stage: 'local', ...overrides });

test('every function is deployed, named after its file', () => {
  const names = deployedFunctions.map((name) => `snapstack-prod-${name}`);
  expect(Object.keys(functionsOf(prod)).toSorted()).toEqual(names.toSorted());
});

describe.each(deployedFunctions)('the environment of %s', (name) => {
  test.each([
    ['prod', prod],
    ['local', local],
  ])('has what its contract asks for and no more, in %s', (stage, templates) => {
    const { NODE_OPTIONS, UV_THREADPOOL_SIZE, ...variables } = variablesOf(
      functionsOf(templates)[`snapstack-${stage}-${name}`],
    );
    const options = name === 'render' ? ['--enable-source-maps', youngGeneration] : ['--enable-source-maps'];
    expect(String(NODE_OPTIONS).split(' ')).toEqual(options);
    // Two names whose server never answers must not keep all others from being looked up.
    expect(Number(UV_THREADPOOL_SIZE)).toBeGreaterThanOrEqual(64);
    const platform = name === 'render' ? Object.keys(allocator) : [];
    expect(Object.keys(variables)).toEqual(expect.arrayContaining(platform));
    // What CloudFormation fills in is an object here.
    const own = Object.entries(variables).filter(([key]) => !platform.includes(key));
    const filled = own.map(([key, value]) => [
      key,
      typeof value === 'string' ? value : 'https://filled-in.example',
    ]);
    const parsed = environments[name].strict().safeParse(Object.fromEntries(filled));
    expect(parsed.error?.issues).toBeUndefined();
  });
});

test('the local overrides reach the functions that need them', () => {
  const functions = functionsOf(local);
  expect(variablesOf(functions['snapstack-local-get-capture'])['STATIC_URL']).toBe(overrides.staticUrl);
  expect(variablesOf(functions['snapstack-local-render'])['CHROMIUM_PATH']).toBe('/browser');
  for (const name of ['create-capture', 'render']) {
    expect(variablesOf(functions[`snapstack-local-${name}`])['EGRESS_ALLOW']).toBe('["127.0.0.1:80"]');
  }
  expect(variablesOf(functionsOf(prod)['snapstack-prod-render'])['CHROMIUM_PATH']).toBeUndefined();
});

const workers: readonly string[] = ['render', 'sweep', 'dispatch-callbacks', 'deliver-callback'];

test('the functions of the API know what their stage adds to every answer', () => {
  const [real, here] = [functionsOf(prod), functionsOf(local)];
  for (const name of deployedFunctions.filter((one) => !workers.includes(one))) {
    expect(variablesOf(real[`snapstack-prod-${name}`])).toMatchObject({
      TLS_ONLY: '1',
      BROWSER_ORIGINS: '[]',
    });
    expect(variablesOf(here[`snapstack-local-${name}`])).not.toHaveProperty('TLS_ONLY');
  }
});

test('what names the API’s own address does so without a circle between the two', () => {
  const url = JSON.stringify(variablesOf(functionsOf(prod)['snapstack-prod-get-capture'])['API_URL']);
  expect(url).toContain('.execute-api.eu-west-3.');
  expect(url).toContain('/live');
  // Template.fromStack refuses a template with a circle, so that it is here at all is the proof.
  expect(variablesOf(functionsOf(local)['snapstack-local-get-docs'])['API_URL']).toBe(overrides.apiUrl);
});

test('each function writes a log group of its own, which ends', () => {
  const groups = eachTemplate(prod).flatMap((template) =>
    Object.values(propertiesOf(template, 'AWS::Logs::LogGroup')),
  );
  const lambdas = groups.filter(({ LogGroupName }) => String(LogGroupName).startsWith('/aws/lambda/'));
  const wanted = deployedFunctions.map((name) => `/aws/lambda/snapstack-prod-${name}`);
  expect(lambdas.map(({ LogGroupName }) => LogGroupName).toSorted()).toEqual(wanted.toSorted());
  expect(groups.every(({ RetentionInDays }) => RetentionInDays === 30)).toBe(true);
});

test('every stack knows the others’ parts by the names that they have', () => {
  const { data, delivery, render } = prod;
  const tables = Object.values(propertiesOf(data, 'AWS::DynamoDB::Table')).map(({ TableName }) => TableName);
  const [bucket] = Object.values(propertiesOf(delivery, 'AWS::S3::Bucket'));
  const functions = functionsOf(prod);
  const rendering = variablesOf(functions['snapstack-prod-render']);
  const creating = variablesOf(functions['snapstack-prod-create-capture']);
  expect([rendering['CAPTURES_TABLE'], rendering['ACCOUNTS_TABLE']]).toEqual(tables);
  expect([creating['CAPTURES_TABLE'], creating['ACCOUNTS_TABLE']]).toEqual(tables);
  expect(rendering['IMAGE_BUCKET']).toBe(bucket?.['BucketName']);
  const queues = Object.values(propertiesOf(render, 'AWS::SQS::Queue')).map(({ QueueName }) => QueueName);
  const [url] = [JSON.stringify(creating['RENDER_QUEUE_URL'])];
  expect(queues.filter((name) => url.includes(`/123456789012/${name}"`))).toEqual(['snapstack-prod-render']);
  const [secret] = Object.values(propertiesOf(data, 'AWS::SecretsManager::Secret'));
  expect(creating['PEPPER_SECRET_ARN']).toBe(
    `arn:aws:secretsmanager:eu-west-3:123456789012:secret:${secret?.['Name']}`,
  );
});

describe.each([
  ['prod', prod],
  ['local', local],
])('the environment in %s', (_stage, templates) => {
  const all = Object.values(functionsOf(templates)).flatMap((lambda) => Object.entries(variablesOf(lambda)));

  test('names secrets by their ARN and holds none', () => {
    const secrets = all.filter(([name]) => /SECRET|PEPPER|KEY|TOKEN|PASS|CREDENTIAL|AUTH/.test(name));
    expect(new Set(secrets.map(([name]) => name))).toEqual(new Set(['PEPPER_SECRET_ARN', 'SEALING_KEY_ARN']));
    for (const [, value] of secrets) expect(value).toMatch(/^arn:aws:(secretsmanager|kms):/);
  });

  test('has nothing that CloudFormation fills in from a secret, and no text that looks like one', () => {
    expect(JSON.stringify(all)).not.toMatch(/\{\{resolve:|Fn::Transform|PRIVATE KEY|AKIA[A-Z0-9]{12}/);
    const texts = all.map(([, value]) => value).filter((value) => typeof value === 'string');
    expect(texts.length).toBeGreaterThan(50);
    // Twenty letters and digits in a row, with digits among the letters, are no word.
    const random = texts.filter((text) =>
      (text.match(/[A-Za-z0-9+/=]{20,}/g) ?? []).some((run) => /\d/.test(run) && /[A-Za-z]/.test(run)),
    );
    expect(random).toEqual([]);
  });
});
