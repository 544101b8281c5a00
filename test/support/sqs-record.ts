import type { SQSRecord } from 'aws-lambda';

/** A message of a queue as Lambda hands it over, at its first delivery. */
export const sqsRecord = (body: string, queue = 'standard'): SQSRecord => ({
  messageId: `id-${body}`,
  receiptHandle: `handle-${body}`,
  body,
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: 'test',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: `arn:${queue}`,
  awsRegion: 'eu-west-3',
});
