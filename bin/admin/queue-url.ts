import { GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** The URL of a queue by its name. Throws when there is no such queue. */
export const queueUrl = async (sqs: SQSClient, QueueName: string): Promise<string> => {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  if (QueueUrl === undefined) throw new Error(`There is no queue ${QueueName}.`);
  return QueueUrl;
};
