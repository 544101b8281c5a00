import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { propertiesOf, synthesize } from './synthesize.ts';

const prod = synthesize({ stage: 'prod' }).data;
const dev = synthesize({ stage: 'dev' }).data;
const named = (table: string) => ({ TableName: `snapstack-prod-${table}` });

describe('the tables', () => {
  test('captures are found by their token, and what changes in them is streamed', () => {
    prod.hasResourceProperties('AWS::DynamoDB::Table', {
      ...named('captures'),
      KeySchema: [{ AttributeName: 'token', KeyType: 'HASH' }],
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      BillingMode: 'PAY_PER_REQUEST',
    });
  });

  test('accounts have rows of several kinds', () => {
    prod.hasResourceProperties('AWS::DynamoDB::Table', {
      ...named('accounts'),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      BillingMode: 'PAY_PER_REQUEST',
    });
  });

  test.each([
    ['captures', ['standing standing jobId', 'account accountId jobId', 'sweep sweepShard sweepAt']],
    ['accounts', ['sweep sweepShard sweepAt']],
  ])('%s have the indexes that the service asks, which know rows by their keys alone', (table, indexes) => {
    const [found] = Object.values(propertiesOf(prod, 'AWS::DynamoDB::Table')).filter(
      ({ TableName }) => TableName === named(table).TableName,
    );
    const made = found?.['GlobalSecondaryIndexes'] as {
      readonly IndexName: string;
      readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: string }[];
      readonly Projection: unknown;
    }[];
    const names = made.map(({ IndexName, KeySchema }) => [
      IndexName,
      ...KeySchema.map((key) => key.AttributeName),
    ]);
    expect(names.map((one) => one.join(' '))).toEqual(indexes);
    for (const { KeySchema, Projection } of made) {
      expect(KeySchema.map(({ KeyType }) => KeyType)).toEqual(['HASH', 'RANGE']);
      expect(Projection).toEqual({ ProjectionType: 'KEYS_ONLY' });
    }
    const types = found?.['AttributeDefinitions'] as {
      readonly AttributeName: string;
      readonly AttributeType: string;
    }[];
    const numbers = types
      .filter(({ AttributeType }) => AttributeType === 'N')
      .map(({ AttributeName }) => AttributeName);
    expect(numbers.toSorted()).toEqual([...new Set(indexes.map((one) => one.split(' ')[2]))].toSorted());
  });

  test('are protected where the stage retains its data, and only there', () => {
    const protection = (template: typeof prod) =>
      Object.values(propertiesOf(template, 'AWS::DynamoDB::Table')).map((table) => [
        table['DeletionProtectionEnabled'],
        table['PointInTimeRecoverySpecification'],
      ]);
    expect(protection(prod)).toEqual(Array(2).fill([true, { PointInTimeRecoveryEnabled: true }]));
    expect(protection(dev)).toEqual(Array(2).fill([false, { PointInTimeRecoveryEnabled: false }]));
    prod.allResources('AWS::DynamoDB::Table', { DeletionPolicy: 'RetainExceptOnCreate' });
    dev.allResources('AWS::DynamoDB::Table', { DeletionPolicy: 'Delete' });
  });
});

describe('the pepper', () => {
  test('is 64 characters that CloudFormation never sees', () => {
    prod.hasResourceProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
      SecretString: Match.absent(),
    });
  });

  test('has a name that a partial ARN finds, and outlives its stack in production', () => {
    prod.allResources('AWS::SecretsManager::Secret', { DeletionPolicy: 'RetainExceptOnCreate' });
    const [secret] = Object.values(propertiesOf(prod, 'AWS::SecretsManager::Secret'));
    expect(secret?.['Name']).not.toMatch(/-.{6}$/);
  });
});
