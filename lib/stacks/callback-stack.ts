import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Architecture, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { CfnOutput, Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { endedWithCallbackPattern } from '../../functions/adapters/aws/ended-with-callback.ts';
import {
  CALLBACK_FUNCTION_SECONDS,
  CALLBACK_MAX_RECEIVES,
  CALLBACK_VISIBILITY_SECONDS,
} from '../../functions/domain/time-limits.ts';
import { physicalNames } from '../config/names.ts';
import type { StageConfig } from '../config/stage-config.ts';
import type { FunctionCode } from '../constructs/function-code.ts';
import { HomeResources } from '../constructs/home-resources.ts';
import { PrivateBucket } from '../constructs/private-bucket.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { WorkerQueue } from '../constructs/worker-queue.ts';

/** Messages that one call of a sender takes, side by side. */
const CALLBACKS_A_CALL = 10;

export interface CallbackStackProps extends StackProps {
  readonly config: StageConfig;
  readonly code: FunctionCode;
  /** The one name that cannot be derived: it has the moment in it at which the stream was made. */
  readonly capturesStreamArn: string;
}

/**
 * What sends results to where they were asked for: a function that reads the stream of the captures table and only hands
 * tokens on, and one that sends; and the bucket of files that are not published.
 */
export class CallbackStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { config, code, capturesStreamArn, ...props }: CallbackStackProps,
  ) {
    super(scope, id, props);
    const names = physicalNames(config, this.account);
    const home = new HomeResources(this, 'Home', config);
    const files = new PrivateBucket(this, 'Files', { config, bucketName: names.privateBucket });
    const callbacks = new WorkerQueue(this, 'Callbacks', {
      queueName: names.callbackQueue,
      deadLetterQueueName: names.callbackDeadLetterQueue,
      visibilityTimeout: Duration.seconds(CALLBACK_VISIBILITY_SECONDS),
      maxReceives: CALLBACK_MAX_RECEIVES,
      tlsOnly: config.tlsOnly,
    });
    this.deliver(config, code, home, callbacks);
    this.dispatch(config, code, { home, callbacks, capturesStreamArn });
    new CfnOutput(this, 'PrivateBucket', { value: files.bucketName });
  }

  private deliver(
    config: StageConfig,
    code: FunctionCode,
    home: HomeResources,
    callbacks: WorkerQueue,
  ): void {
    const names = physicalNames(config, this.account);
    const deliver = new ServiceFunction(this, 'DeliverCallback', {
      config,
      name: 'deliver-callback',
      code: code.function('deliver-callback'),
      architecture: Architecture.ARM_64,
      memory: 512,
      timeout: Duration.seconds(CALLBACK_FUNCTION_SECONDS),
      environment: {
        ACCOUNTS_TABLE: names.accountsTable,
        CAPTURES_TABLE: names.capturesTable,
        PRIVATE_BUCKET: names.privateBucket,
        SEALING_KEY_ARN: home.sealingKey.arn,
        EGRESS_ALLOW: JSON.stringify(config.egressAllow),
        CALLBACK_QUEUE_URL: callbacks.queue.queueUrl,
        CALLBACK_DEAD_LETTERS_URL: callbacks.deadLetterQueue.queueUrl,
        CALLBACK_SLOTS: String(config.callbackSlots),
        ...(config.callbackCa !== undefined && { CALLBACK_CA: config.callbackCa }),
      },
    });
    home.captures.grant(deliver, 'dynamodb:GetItem');
    home.grantMoveCaptures(deliver);
    // The slots of hosts and accounts.
    home.grantAccounts(deliver, { of: ['callbackSlots'] }, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    home.grantPrivateFiles(deliver, ['callback'], 's3:GetObject');
    home.sealingKey.grant(deliver, 'kms:Decrypt');
    home.grantCallbackQueues(deliver);
    // Most that wait for a receiver which has all it may have only come to go again: that is to cost little.
    callbacks.feed(deliver.lambda, config.callbackSlots, CALLBACKS_A_CALL);
  }

  private dispatch(
    config: StageConfig,
    code: FunctionCode,
    {
      home,
      callbacks,
      capturesStreamArn,
    }: { home: HomeResources; callbacks: WorkerQueue; capturesStreamArn: string },
  ): void {
    const names = physicalNames(config, this.account);
    const dispatch = new ServiceFunction(this, 'DispatchCallbacks', {
      config,
      name: 'dispatch-callbacks',
      code: code.function('dispatch-callbacks'),
      architecture: Architecture.ARM_64,
      memory: 256,
      timeout: Duration.seconds(10),
      environment: { CALLBACK_QUEUE_URL: callbacks.queue.queueUrl },
    });
    callbacks.queue.grant(dispatch, 'sqs:SendMessage');
    // Where changes of the table are named that could not be read; the sweeper sends their captures on.
    const lost = new Queue(this, 'StreamDeadLetters', {
      queueName: names.callbackStreamDeadLetterQueue,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: config.tlsOnly,
      retentionPeriod: Duration.days(14),
    });
    const isDeadLetters =
      'These are the dead letters of the stream, named by its event source and by no queue.';
    Validations.of(lost).acknowledge(
      { id: 'AwsSolutions-SQS3', reason: isDeadLetters },
      { id: 'Serverless-SQSRedrivePolicy', reason: isDeadLetters },
    );
    const captures = Table.fromTableAttributes(this, 'Captures', {
      tableArn: home.captures.tableArn,
      tableStreamArn: capturesStreamArn,
    });
    dispatch.lambda.addEventSource(
      new DynamoEventSource(captures, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        bisectBatchOnError: true,
        retryAttempts: 5,
        maxRecordAge: Duration.hours(1),
        parallelizationFactor: 10,
        onFailure: new SqsDlq(lost),
        filters: [FilterCriteria.filter(endedWithCallbackPattern)],
      }),
    );
    Validations.of(dispatch).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Lambda needs dynamodb:ListStreams to read a stream, and that action knows no resource.',
    });
  }
}
