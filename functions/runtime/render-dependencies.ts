import { join } from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoCaptures } from '../adapters/aws/dynamo-captures.ts';
import { kmsEnvelopes } from '../adapters/aws/kms-envelopes.ts';
import { s3HeldFiles } from '../adapters/aws/s3-held-files.ts';
import { s3ImageStore } from '../adapters/aws/s3-image-store.ts';
import { tokenOfMessage } from '../adapters/aws/token-message.ts';
import { dnsResolver } from '../adapters/net/dns-resolver.ts';
import { createEgress } from '../adapters/net/egress-proxy.ts';
import { outboundPolicy } from '../domain/outbound-policy.ts';
import { chromiumRenderer } from '../render/chromium-renderer.ts';
import { documentClient } from './aws-clients.ts';
import { type Environment, readEnvironment } from './env.ts';
import { log } from './log.ts';
import { renderLanes } from './render-lanes.ts';
import { retentionOf } from './retention-of.ts';

const renderer = (environment: Environment<'render'>, folder: string) =>
  chromiumRenderer({
    egress: createEgress({
      policy: outboundPolicy(environment.EGRESS_ALLOW),
      resolver: dnsResolver(),
      onDenied: (denied) => log('egress_denied', denied),
      onClosed: (closed) => log('egress_closed', closed),
    }),
    exits: environment.REGION_EXITS,
    anyRegionFromHere: environment.ANY_REGION_FROM_HERE === '1',
    chromiumPath: environment.CHROMIUM_PATH,
    folder: environment.CHROMIUM_FOLDER,
    adFilters: join(folder, 'ad-filters.bin'),
    singleProcess: environment.CHROMIUM_SINGLE_PROCESS === '1',
    worksAhead: environment.CHROMIUM_SINGLE_PROCESS !== '1',
    memoryLimit: environment.BROWSER_MEMORY_MB * 1_000_000,
    mark: environment.FRAME_MARK,
    log,
  });

/** The real parts of the render worker; `folder` is that of its code, beside which it finds the filter lists. */
export const renderDependencies = (folder: string) => {
  const environment = readEnvironment('render');
  const sqs = new SQSClient();
  // The queue is beside the worker; tables and bucket are at home.
  const region = environment.HOME_REGION;
  const dynamo = documentClient(region);
  const { ACCOUNTS_TABLE: accounts, CAPTURES_TABLE: captures } = environment;
  const s3 = new S3Client({ region });
  return {
    sqs,
    queueUrlOf: (arn: string) =>
      [environment.PRIORITY_QUEUE_URL, environment.RENDER_QUEUE_URL].find(
        (url) => url !== undefined && url.split('/').at(-1) === arn.split(':').at(-1),
      ) ?? environment.RENDER_QUEUE_URL,
    accounts: dynamoAccounts(dynamo, accounts),
    plans: environment.PLANS,
    retention: retentionOf(environment),
    envelopes: kmsEnvelopes(new KMSClient({ region }), environment.SEALING_KEY_ARN),
    held: s3HeldFiles(s3, environment.PRIVATE_BUCKET),
    tokenOfMessage,
    captures: dynamoCaptures(dynamo, { captures, accounts }),
    images: s3ImageStore(s3, environment.IMAGE_BUCKET),
    ...renderLanes(sqs, dynamo, environment),
    renderer: renderer(environment, folder),
    now: Date.now,
    log,
  };
};
