import { type ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { type IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { physicalNames } from '../config/names.ts';
import type { StageConfig } from '../config/stage-config.ts';

/** What other stacks own in the home region, found by its derived name from any stack and region. */
export class HomeResources extends Construct {
  readonly captures: ITable;
  readonly accounts: ITable;
  /** Where the API sends captures: the queue of the default render region, which lies in the home region. */
  readonly renderQueue: IQueue;
  /** Without the six characters that Secrets Manager appends to a name; it finds the secret by that, too. */
  readonly pepperArn: string;
  private readonly imagesArn: string;

  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id);
    const stack = Stack.of(this);
    const { region } = config;
    const names = physicalNames(config, stack.account);
    const tableArn = (name: string): string =>
      stack.formatArn({ service: 'dynamodb', region, resource: 'table', resourceName: name });
    this.captures = Table.fromTableArn(this, 'Captures', tableArn(names.capturesTable));
    this.accounts = Table.fromTableArn(this, 'Accounts', tableArn(names.accountsTable));
    const queueArn = stack.formatArn({ service: 'sqs', region, resource: names.renderQueue });
    this.renderQueue = Queue.fromQueueArn(this, 'RenderQueue', queueArn);
    this.pepperArn = stack.formatArn({
      service: 'secretsmanager',
      region,
      resource: 'secret',
      resourceName: names.pepperSecret,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    this.imagesArn = `arn:${stack.partition}:s3:::${names.imageBucket}/*`;
  }

  /** Lets a function ask the indexes of the captures table, which know rows by their keys alone. */
  grantQueryCaptures(grantee: IGrantable): void {
    Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [`${this.captures.tableArn}/index/*`],
    });
  }

  /** Lets a function read the pepper. The wildcard stands for the six characters that end the secret's ARN. */
  grantReadPepper(grantee: IGrantable): void {
    Grant.addToPrincipal({
      grantee,
      actions: ['secretsmanager:GetSecretValue'],
      resourceArns: [`${this.pepperArn}-??????`],
    });
  }

  /** Lets a function put hosted pictures. The wildcard stands for the object's key, which the token decides. */
  grantPutImages(grantee: IGrantable): void {
    Grant.addToPrincipal({ grantee, actions: ['s3:PutObject'], resourceArns: [this.imagesArn] });
  }
}
