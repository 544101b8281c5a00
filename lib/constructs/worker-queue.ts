import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Duration, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

export interface WorkerQueueProps {
  readonly queueName: string;
  readonly deadLetterQueueName: string;
  readonly visibilityTimeout: Duration;
  /** How often a message is received before it goes to the dead-letter queue. */
  readonly maxReceives: number;
  readonly tlsOnly: boolean;
}

/** A queue of jobs with its dead-letter queue. */
export class WorkerQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;

  constructor(scope: Construct, id: string, props: WorkerQueueProps) {
    super(scope, id);
    const protection = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: props.tlsOnly };
    this.deadLetterQueue = new Queue(this, 'DeadLetters', {
      ...protection,
      queueName: props.deadLetterQueueName,
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, 'Queue', {
      ...protection,
      queueName: props.queueName,
      visibilityTimeout: props.visibilityTimeout,
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount: props.maxReceives },
    });
    Validations.of(this.deadLetterQueue).acknowledge({
      id: 'Serverless-SQSRedrivePolicy',
      reason: 'These are the dead letters: what lies here waits for an operator.',
    });
  }

  /** Hands messages to `worker`, at most `batchSize` to a call and `concurrency` (2 to 1,000) calls at a time. */
  feed(worker: LambdaFunction, concurrency: number, batchSize = 1): void {
    worker.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize,
        maxConcurrency: concurrency,
        reportBatchItemFailures: true,
      }),
    );
    Validations.of(worker).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: 'Lambda has such a destination for streams; what fails of a queue goes to its dead letters.',
    });
  }
}
