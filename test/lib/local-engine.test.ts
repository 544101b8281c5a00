import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { eachTemplate, synthesize } from './synthesize.ts';

/** What MiniStack and LocalStack both make. Nothing goes on this list that was not deployed there. */
const supported = [
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::GatewayResponse',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::DynamoDB::Table',
  'AWS::Events::Rule',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::LayerVersion',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SQS::Queue',
  'AWS::SecretsManager::Secret',
];
/** What LocalStack's free tier lacks, and delivery=none leaves out. */
const cloudFront = [
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::Function',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::ResponseHeadersPolicy',
];

const typesOf = (context: Readonly<Record<string, string>>): readonly string[] => [
  ...new Set(
    eachTemplate(synthesize({ stage: 'local', ...context })).flatMap((template) =>
      Object.values(template.toJSON()['Resources'] as Record<string, { Type: string }>).map(
        ({ Type }) => Type,
      ),
    ),
  ),
];

describe('the local stage', () => {
  test('is made of what the local engine has', () => {
    expect(typesOf({}).toSorted()).toEqual([...supported, ...cloudFront].toSorted());
  });

  test('leaves CloudFront out where the engine has none', () => {
    expect(typesOf({ delivery: 'none' }).toSorted()).toEqual(supported.toSorted());
  });

  test('does not deny plain HTTP, which the engine’s own parts speak to one another', () => {
    const templates = eachTemplate(synthesize({ stage: 'local' }));
    expect(JSON.stringify(templates.map((template) => template.toJSON()))).not.toContain(
      'aws:SecureTransport',
    );
  });

  test('no stack waits for another where it is told the public URLs, but for the tables’ stream', () => {
    const given = { stage: 'local', staticUrl: 'http://127.0.0.1:1', apiUrl: 'http://127.0.0.1:2' };
    const all = synthesize(given);
    const others = eachTemplate(all).filter((template) => template !== all.callbacks);
    const waits = (template: Template): boolean =>
      /Fn::ImportValue|Fn::GetStackOutput/.test(JSON.stringify(template.toJSON()));
    expect(others.map(waits)).toEqual(others.map(() => false));
    expect(waits(all.callbacks)).toBe(true);
  });
});
