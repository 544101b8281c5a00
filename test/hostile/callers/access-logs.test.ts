import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { eachTemplate, propertiesOf, synthesize } from '../../lib/synthesize.ts';

const root = join(import.meta.dirname, '../../..');
const templates = eachTemplate(synthesize({ stage: 'prod' }));
const all = (type: string) => templates.flatMap((template) => Object.values(propertiesOf(template, type)));

/** What of a request may be logged: a path has the token of a capture in it, and a query the key of an account. */
const loggable = [
  '$context.requestTime',
  '$context.requestId',
  '$context.identity.sourceIp',
  '$context.httpMethod',
  '$context.resourcePath',
  '$context.status',
  '$context.responseLatency',
  '$context.responseLength',
];

describe('what AWS itself writes of requests', () => {
  test('has of API Gateway neither path, query, headers nor bodies', () => {
    const stages = all('AWS::ApiGateway::Stage');
    expect(stages).toHaveLength(1);
    for (const { AccessLogSetting, MethodSettings } of stages) {
      const { Format } = AccessLogSetting as { Format: string };
      const variables = Format.match(/\$[\w.]+/g) ?? [];
      expect(variables.length).toBeGreaterThan(0);
      expect(variables.filter((variable) => !loggable.includes(variable))).toEqual([]);
      // The log of executions has the query of each call in it.
      for (const settings of MethodSettings as { DataTraceEnabled: boolean; LoggingLevel?: string }[]) {
        expect(settings.DataTraceEnabled).toBe(false);
        expect([undefined, 'OFF']).toContain(settings.LoggingLevel);
      }
    }
  });

  test('has nothing of CloudFront and S3, which would write whole addresses: tokens, and signatures of the private bucket', () => {
    const distributions = all('AWS::CloudFront::Distribution');
    expect(distributions).toHaveLength(1);
    for (const { DistributionConfig } of distributions) {
      expect(DistributionConfig).not.toHaveProperty('Logging');
      expect(JSON.stringify(DistributionConfig)).not.toContain('RealtimeLogConfigArn');
    }
    const buckets = all('AWS::S3::Bucket');
    expect(buckets.length).toBeGreaterThan(1);
    for (const bucket of buckets) expect(bucket).not.toHaveProperty('LoggingConfiguration');
  });
});

test('every function answers Lambda through the one entry that lets no message out', () => {
  const entries = globSync('functions/{api,workers}/*.ts', { cwd: root });
  expect(entries.length).toBe(all('AWS::Lambda::Function').length);
  for (const entry of entries) {
    expect(readFileSync(join(root, entry), 'utf8'), entry).toMatch(/^export const handler = lambdaEntry\(/m);
  }
});

test('nothing of the service writes to the log but the one logger', () => {
  const files = globSync('functions/**/*.ts', { cwd: root });
  const writers = files.filter((file) =>
    /\bconsole\.|\bprocess\.(?:stdout|stderr|emitWarning)\b/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(writers).toEqual(['functions/runtime/log.ts']);
});
