import { type ITable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { type IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { accountsPartitions } from '../../functions/adapters/aws/dynamo-keys.ts';
import { movedAttributes } from '../../functions/adapters/aws/moved-attributes.ts';
import type { heldFolders } from '../../functions/domain/held-path.ts';
import { physicalNames } from '../config/names.ts';
import { renderLanes } from '../config/render-lanes.ts';
import type { StageConfig } from '../config/stage-config.ts';
import { type FoundSealingKey, foundSealingKey } from './found-sealing-key.ts';
import { heldObjects, hostedObjects } from './stored-objects.ts';

/** An update of a row that touches no other attributes, and is not shown the row for it. */
const onlyAttributes = (attributes: readonly string[]) => ({
  'ForAllValues:StringEquals': { 'dynamodb:Attributes': attributes },
  StringEqualsIfExists: { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'] },
});

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
  readonly sealingKey: FoundSealingKey;
  private readonly imageBucketArn: string;
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
    this.sealingKey = foundSealingKey(stack, region, names.sealingKeyAlias);
    this.imageBucketArn = `arn:${stack.partition}:s3:::${names.imageBucket}`;
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

  /** Lets a function ask indexes of the captures table, which know rows by their keys alone. */
  grantQueryCaptures(grantee: IGrantable, ...indexes: string[]): void {
    this.grantQuery(grantee, this.captures, indexes);
  }

  /** Lets a function ask indexes of the accounts table, which know rows by their keys alone. */
  grantQueryAccounts(grantee: IGrantable, ...indexes: string[]): void {
    this.grantQuery(grantee, this.accounts, indexes);
  }

  private grantQuery(grantee: IGrantable, { tableArn }: ITable, indexes: readonly string[]): void {
    Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:Query'],
      resourceArns: indexes.map((index) => `${tableArn}/index/${index}`),
    });
  }

  /**
   * Lets a function change the state of captures and nothing else of their rows. IAM counts what an update asks and what
   * it answers as well as what it writes, the key included.
   */
  grantMoveCaptures(grantee: IGrantable): void {
    Grant.addToPrincipal({
      grantee,
      actions: ['dynamodb:UpdateItem'],
      resourceArns: [this.captures.tableArn],
      conditions: onlyAttributes(['token', ...movedAttributes]),
    });
  }

  /** Lets a function do something with rows of the accounts table of some kinds, and with some of their attributes. */
  grantAccounts(
    grantee: IGrantable,
    {
      of,
      attributes,
    }: {
      readonly of: readonly (keyof typeof accountsPartitions)[];
      readonly attributes?: readonly string[];
    },
    ...actions: string[]
  ): void {
    Grant.addToPrincipal({
      grantee,
      actions,
      resourceArns: [this.accounts.tableArn],
      conditions: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': of.map((kind) => accountsPartitions[kind]) },
        ...(attributes !== undefined && onlyAttributes(['sk', ...attributes])),
      },
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

  /** Lets a function do something with hosted results, and with nothing else that may lie in their bucket. */
  grantImages(grantee: IGrantable, ...actions: string[]): void {
    Grant.addToPrincipal({
      grantee,
      actions,
      resourceArns: hostedObjects.map((key) => `${this.imageBucketArn}/${key}`),
    });
  }

  /** Lets a function do something with the files that are not published, of one folder or of all. */
  grantPrivateFiles(
    grantee: IGrantable,
    folders: readonly (keyof typeof heldFolders)[],
    ...actions: string[]
  ): void {
    Grant.addToPrincipal({
      grantee,
      actions,
      resourceArns: folders.flatMap(heldObjects).map((key) => `${this.privateBucketArn}/${key}`),
    });
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
}
