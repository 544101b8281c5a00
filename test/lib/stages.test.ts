import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stages } from '../../lib/config/stages.ts';
import { eachTemplate, synthesize } from './synthesize.ts';

// AWS's own checks of the templates, whose findings are errors (cdk.json); elsewhere they are left out for their time.
const before = process.env['CDK_VALIDATION'];
beforeAll(() => {
  process.env['CDK_VALIDATION'] = 'true';
});
afterAll(() => {
  if (before === undefined) delete process.env['CDK_VALIDATION'];
  else process.env['CDK_VALIDATION'] = before;
});

const outputs = [
  'AccountsTable',
  'ApiStageName',
  'ApiUrl',
  'CapturesTable',
  'ImageBucket',
  'PepperSecretArn',
  'PrivateBucket',
  'RenderDeadLetterQueueUrl',
  'RenderFunction',
  'RenderQueueUrl',
  'RestApiId',
  'SealingKeyArn',
  'StaticUrl',
];
const ofCloudFront = ['DistributionDomain', 'DistributionId'];

const outputsOf = (context: Readonly<Record<string, string>>): readonly string[] =>
  eachTemplate(synthesize(context))
    .flatMap((template) => Object.keys(template.toJSON()['Outputs'] ?? {}))
    // The CDK's own, for another stack to read.
    .filter((name) => !name.startsWith('PublishOutput'))
    .toSorted();

describe.each(Object.keys(stages))('%s', (stage) => {
  test('passes synthesis and says where everything is', () => {
    expect(outputsOf({ stage })).toEqual([...outputs, ...ofCloudFront].toSorted());
  });

  test('does so without CloudFront, too', () => {
    expect(outputsOf({ stage, delivery: 'none' })).toEqual(outputs);
  });
});
