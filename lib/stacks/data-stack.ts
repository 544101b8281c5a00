import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { CfnOutput, Stack, type StackProps, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { accountsTableIndexes, captureIndexes } from '../../functions/adapters/aws/table-indexes.ts';
import { physicalNames } from '../config/names.ts';
import type { StageConfig } from '../config/stage-config.ts';
import { removalPolicy } from '../constructs/removal-policy.ts';

export interface DataStackProps extends StackProps {
  readonly config: StageConfig;
}

const tableDefaults = (config: StageConfig) => ({
  billingMode: BillingMode.PAY_PER_REQUEST,
  timeToLiveAttribute: 'expiresAt',
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: config.pointInTimeRecovery },
  deletionProtection: config.removalPolicy === 'retain',
  removalPolicy: removalPolicy[config.removalPolicy],
});

const addIndexes = (table: Table, indexes: typeof captureIndexes): void => {
  for (const { name, partitionKey, sortKey } of indexes) {
    table.addGlobalSecondaryIndex({
      indexName: name,
      partitionKey: { name: partitionKey, type: AttributeType.STRING },
      sortKey: { name: sortKey, type: AttributeType.NUMBER },
      projectionType: ProjectionType.KEYS_ONLY,
    });
  }
};

/** Captures, accounts and the pepper of the API keys: what must outlive every other stack. */
export class DataStack extends Stack {
  readonly capturesStreamArn: string;

  constructor(scope: Construct, id: string, { config, ...props }: DataStackProps) {
    super(scope, id, props);
    const names = physicalNames(config, this.account);
    const captures = new Table(this, 'Captures', {
      ...tableDefaults(config),
      tableName: names.capturesTable,
      partitionKey: { name: 'token', type: AttributeType.STRING },
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
    });
    addIndexes(captures, captureIndexes);
    this.capturesStreamArn = captures.tableStreamArn ?? '';
    const accounts = new Table(this, 'Accounts', {
      ...tableDefaults(config),
      tableName: names.accountsTable,
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
    });
    addIndexes(accounts, accountsTableIndexes);
    const sealing = new Key(this, 'Sealing', {
      alias: names.sealingKeyAlias,
      description:
        'Seals what callers send in confidence: without it no callback secret and no private URL can be read.',
      enableKeyRotation: true,
      removalPolicy: removalPolicy[config.removalPolicy],
    });
    const pepper = new Secret(this, 'Pepper', {
      secretName: names.pepperSecret,
      description: 'Keys the hashes of API keys: a new value makes every key of the stage invalid.',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: removalPolicy[config.removalPolicy],
    });
    Validations.of(pepper).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Keys are found by hashes that it keys: a new pepper would make every key of the stage invalid.',
    });
    new CfnOutput(this, 'CapturesTable', { value: captures.tableName });
    new CfnOutput(this, 'AccountsTable', { value: accounts.tableName });
    new CfnOutput(this, 'SealingKeyArn', { value: sealing.keyArn });
    new CfnOutput(this, 'PepperSecretArn', { value: pepper.secretArn });
  }
}
