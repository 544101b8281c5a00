import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamoCaptures } from '../adapters/aws/dynamo-captures.ts';
import { renderLoad } from '../adapters/aws/render-load.ts';
import { s3ImageStore } from '../adapters/aws/s3-image-store.ts';
import { tokenOfMessage } from '../adapters/aws/sqs-render-queue.ts';
import { dnsResolver } from '../adapters/net/dns-resolver.ts';
import { createEgress } from '../adapters/net/egress-proxy.ts';
import { outboundPolicy } from '../domain/outbound-policy.ts';
import { chromiumRenderer } from '../render/chromium-renderer.ts';
import { documentClient } from './aws-clients.ts';
import { type Environment, readEnvironment } from './env.ts';
import { log } from './log.ts';

const renderer = (environment: Environment<'render'>) =>
  chromiumRenderer({
    egress: createEgress({
      policy: outboundPolicy(environment.EGRESS_ALLOW),
      resolver: dnsResolver(),
      onDenied: ({ host, port, verdict }) => log('egress_denied', { host, port, verdict }),
    }),
    chromiumPath: environment.CHROMIUM_PATH,
    folder: environment.CHROMIUM_FOLDER,
    singleProcess: environment.CHROMIUM_SINGLE_PROCESS === '1',
    log,
  });

/** The real parts of the render worker. */
export const renderDependencies = () => {
  const environment = readEnvironment('render');
  const sqs = new SQSClient();
  // The queue is beside the worker; tables and bucket are at home.
  const region = environment.HOME_REGION;
  const dynamo = documentClient(region);
  const { ACCOUNTS_TABLE: accounts, CAPTURES_TABLE: captures, RENDER_QUEUE_URL: queueUrl } = environment;
  return {
    sqs,
    queueUrl,
    tokenOfMessage,
    captures: dynamoCaptures(dynamo, { captures, accounts }),
    images: s3ImageStore(new S3Client({ region }), environment.IMAGE_BUCKET),
    load: renderLoad(sqs, dynamo, { queueUrl, accountsTable: accounts, slots: environment.RENDER_SLOTS }),
    renderer: renderer(environment),
    now: Date.now,
    log,
  };
};
