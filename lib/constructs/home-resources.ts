import { type ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { type IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { physicalNames } from '../config/names.ts';
import { renderLanes } from '../config/render-lanes.ts';
import type { StageConfig } from '../config/stage-config.ts';

/** What other stacks own in the home region, found by its derived name from any stack and region. */
export class HomeResources extends Construct {
  readonly captures: ITable;
  readonly accounts: ITable;
  /** Where captures are sent: the queue of the default render region, which lies in the home region. */
  readonly renderQueue: IQueue;
  /** The same for accounts with credits, where the stage has a queue of their own. */
  readonly priorityQueue: IQueue | undefined;
  /** Without the six characters that Secrets Manager appends to a name; it finds the secret by that, too. */
  readonly pepperArn: string;
  private readonly lanes: ReturnType<typeof renderLanes>;
  /** Where captures wait whose callback is to be sent. */
  readonly callbackQueue: IQueue;
  readonly callbackDeadLetters: IQueue;
  /** By its alias, since a key's own name cannot be derived. */
  readonly sealingKeyArn: string;
  private readonly sealingKeyAlias: string;
  private readonly keysArn: string;
  private readonly imagesArn: string;
  private readonly privateBucketArn: string;

  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id);
    const stack = Stack.of(this);
    const { region } = config;
    const names = physicalNames(config, stack.account);
    const tableArn = (name: string): string =>
      stack.formatArn({ service: 'dynamodb', region, resource: 'table', resourceName: name });
    this.captures = Table.fromTableArn(this, 'Captures', tableArn(names.capturesTable));
    this.accounts = Table.fromTableArn(this, 'Accounts', tableArn(names.accountsTable));
    const queue = (id: string, resource: string): IQueue =>
      Queue.fromQueueArn(this, id, stack.formatArn({ service: 'sqs', region, resource }));
    this.lanes = renderLanes(config);
    this.renderQueue = queue('RenderQueue', names.renderQueue);
    this.priorityQueue =
      this.lanes.priority === undefined ? undefined : queue('PriorityQueue', names.priorityQueue);
    this.pepperArn = stack.formatArn({
      service: 'secretsmanager',
      region,
      resource: 'secret',
      resourceName: names.pepperSecret,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    this.callbackQueue = queue('CallbackQueue', names.callbackQueue);
    this.callbackDeadLetters = queue('CallbackDeadLetters', names.callbackDeadLetterQueue);
    this.sealingKeyAlias = names.sealingKeyAlias;
    this.sealingKeyArn = stack.formatArn({ service: 'kms', region, resource: names.sealingKeyAlias });
    this.keysArn = stack.formatArn({ service: 'kms', region, resource: 'key', resourceName: '*' });
    this.imagesArn = `arn:${stack.partition}:s3:::${names.imageBucket}/*`;
    this.privateBucketArn = `arn:${stack.partition}:s3:::${names.privateBucket}`;
  }

  /** The queues' URLs for a function that sends to them. */
  queueUrls() {
    const { renderQueue, priorityQueue } = this;
    return {
      RENDER_QUEUE_URL: renderQueue.queueUrl,
      ...(priorityQueue !== undefined && { PRIORITY_QUEUE_URL: priorityQueue.queueUrl }),
    };
  }

  /** The same, and how many captures of each render at the same time, for a function that estimates. */
  renderLanes() {
    const { standard, priority } = this.lanes;
    return {
      ...this.queueUrls(),
      RENDER_SLOTS: String(standard),
      ...(priority !== undefined && { PRIORITY_SLOTS: String(priority) }),
    };
  }

  /** Lets a function do something with the queues. */
  grantQueues(grantee: IGrantable, ...actions: string[]): void {
    this.renderQueue.grant(grantee, ...actions);
    this.priorityQueue?.grant(grantee, ...actions);
  }

  /** Lets a function ask the indexes of the captures table, which know rows by their keys alone. */
  grantQueryCaptures(grantee: IGrantable): void {
    this.grantQueryIndexes(grantee, this.captures);
  }

  /** Lets a function ask which batches were left open. */
  grantQueryBatches(grantee: IGrantable): void {
    this.grantQueryIndexes(grantee, this.accounts);
  }

  private grantQueryIndexes(grantee: IGrantable, table: ITable): void {
    Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: [`${table.tableArn}/index/*`],
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

  /** Lets a function use the key that seals, which it names by its alias. */
  grantSealing(grantee: IGrantable, action: 'kms:GenerateDataKey' | 'kms:Decrypt'): void {
    Grant.addToPrincipal({
      grantee,
      actions: [action],
      resourceArns: [this.keysArn],
      conditions: { StringEquals: { 'kms:RequestAlias': this.sealingKeyAlias } },
    });
  }

  /** Lets a function do something with the files that are not published. The wildcard stands for the object's key. */
  grantPrivateFiles(grantee: IGrantable, ...actions: string[]): void {
    Grant.addToPrincipal({ grantee, actions, resourceArns: [`${this.privateBucketArn}/*`] });
  }

  /** Lets a function be told that a private file is not there, instead of that it may not read it. */
  grantToMissPrivateFiles(grantee: IGrantable): void {
    Grant.addToPrincipal({ grantee, actions: ['s3:ListBucket'], resourceArns: [this.privateBucketArn] });
  }

  /** The URLs of the callback queue and its dead letters. */
  callbackQueueUrls() {
    return {
      CALLBACK_QUEUE_URL: this.callbackQueue.queueUrl,
      CALLBACK_DEAD_LETTERS_URL: this.callbackDeadLetters.queueUrl,
    };
  }

  /** Lets a function hand captures on to the senders of callbacks, and write that one was given up. */
  grantCallbackQueues(grantee: IGrantable): void {
    this.callbackQueue.grant(grantee, 'sqs:SendMessage');
    this.callbackDeadLetters.grant(grantee, 'sqs:SendMessage');
  }

  /** Lets a function delete hosted pictures. */
  grantDeleteImages(grantee: IGrantable): void {
    Grant.addToPrincipal({ grantee, actions: ['s3:DeleteObject'], resourceArns: [this.imagesArn] });
  }
}
