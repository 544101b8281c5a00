import { expect, test } from 'vitest';
import { propertiesOf, synthesize } from './synthesize.ts';

const { callbacks, data } = synthesize({ stage: 'prod' });

test('the stream’s reader is retried, split and then named, so that nothing holds up a shard', () => {
  const sources = Object.values(propertiesOf(callbacks, 'AWS::Lambda::EventSourceMapping'));
  const stream = sources.find((source) => source['StartingPosition'] !== undefined);
  expect(stream).toMatchObject({
    StartingPosition: 'TRIM_HORIZON',
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 5,
    MaximumRecordAgeInSeconds: 3_600,
    DestinationConfig: { OnFailure: { Destination: expect.anything() as unknown } },
  });
  const filters = stream?.['FilterCriteria'] as { Filters: { Pattern: string }[] } | undefined;
  const [filter] = filters?.Filters ?? [];
  expect(JSON.parse(filter?.Pattern ?? '')).toEqual({
    dynamodb: { NewImage: { status: { S: ['done', 'failed'] }, callbackMark: { S: ['pending#0'] } } },
  });
});

test('no more is sent at a time than the stage says, and a message outlives its sender', () => {
  const sources = Object.values(propertiesOf(callbacks, 'AWS::Lambda::EventSourceMapping'));
  const queue = sources.find((source) => source['ScalingConfig'] !== undefined);
  expect(queue).toMatchObject({ BatchSize: 10, ScalingConfig: { MaximumConcurrency: 50 } });
  const [callbackQueue] = Object.values(propertiesOf(callbacks, 'AWS::SQS::Queue')).filter(
    ({ QueueName }) => QueueName === 'snapstack-prod-callbacks',
  );
  const [sender] = Object.values(propertiesOf(callbacks, 'AWS::Lambda::Function')).filter(
    ({ FunctionName }) => FunctionName === 'snapstack-prod-deliver-callback',
  );
  expect(Number(callbackQueue?.['VisibilityTimeout'])).toBeGreaterThan(Number(sender?.['Timeout']));
  // No stage but the local one trusts more than the public authorities.
  expect(JSON.stringify(sender)).not.toContain('CALLBACK_CA');
});

test('what is not published lies where nobody can read it, and ends by itself', () => {
  const [bucket] = Object.values(propertiesOf(callbacks, 'AWS::S3::Bucket'));
  expect(bucket).toMatchObject({
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    LifecycleConfiguration: {
      Rules: [
        { Prefix: 'private/', ExpirationInDays: 2, Status: 'Enabled' },
        { Prefix: 'callback/', ExpirationInDays: 8, Status: 'Enabled' },
      ],
    },
  });
  // No policy lets a CDN in.
  expect(JSON.stringify(propertiesOf(callbacks, 'AWS::S3::BucketPolicy'))).not.toContain('cloudfront');
});

test('the key that seals is renewed each year and is used by its alias alone', () => {
  expect(Object.values(propertiesOf(data, 'AWS::KMS::Key'))).toMatchObject([{ EnableKeyRotation: true }]);
  const statements = Object.values(propertiesOf(callbacks, 'AWS::IAM::Policy')).flatMap(
    ({ PolicyDocument }) =>
      (PolicyDocument as { Statement: { Action: unknown; Condition?: unknown }[] }).Statement,
  );
  const kms = statements.filter(({ Action }) => JSON.stringify(Action).includes('kms:'));
  expect(kms).toMatchObject([
    {
      Action: 'kms:Decrypt',
      Condition: { StringEquals: { 'kms:RequestAlias': 'alias/snapstack-prod-sealing' } },
    },
  ]);
});
