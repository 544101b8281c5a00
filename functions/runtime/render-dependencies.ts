import { S3Client } from '@aws-sdk/client-s3';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { dynamoCaptures } from '../adapters/aws/dynamo-captures.ts';
import { renderLoad } from '../adapters/aws/render-load.ts';
import { s3ImageStore } from '../adapters/aws/s3-image-store.ts';
import { dnsResolver } from '../adapters/net/dns-resolver.ts';
import { createEgress } from '../adapters/net/egress-proxy.ts';
import { outboundPolicy } from '../domain/outbound-policy.ts';
import { chromiumRenderer } from '../render/chromium-renderer.ts';
import type { RenderCaptureDependencies } from '../usecases/render-capture.ts';
import { documentClient } from './aws-clients.ts';
import type { Environment } from './env.ts';
import { log } from './log.ts';

/** The real parts of the render worker. */
export const renderDependencies = (
  environment: Environment<'render'>,
  sqs: SQSClient,
): RenderCaptureDependencies => {
  const dynamo = documentClient(environment.HOME_REGION);
  const accounts = environment.ACCOUNTS_TABLE;
  const egress = createEgress({
    policy: outboundPolicy(environment.EGRESS_ALLOW),
    resolver: dnsResolver(),
    onDenied: ({ host, port, verdict }) => log('egress_denied', { host, port, verdict }),
  });
  return {
    captures: dynamoCaptures(dynamo, { captures: environment.CAPTURES_TABLE, accounts }),
    images: s3ImageStore(new S3Client({ region: environment.HOME_REGION }), environment.IMAGE_BUCKET),
    load: renderLoad(sqs, dynamo, {
      queueUrl: environment.RENDER_QUEUE_URL,
      accountsTable: accounts,
      slots: environment.RENDER_SLOTS,
    }),
    renderer: chromiumRenderer({
      egress,
      chromiumPath: environment.CHROMIUM_PATH,
      folder: environment.CHROMIUM_FOLDER,
      singleProcess: environment.CHROMIUM_SINGLE_PROCESS === '1',
      log,
    }),
    now: Date.now,
    log,
  };
};
