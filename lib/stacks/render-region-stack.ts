import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { CfnOutput, Duration, Size, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import {
  RENDER_FUNCTION_SECONDS,
  RENDER_MAX_RECEIVES,
  RENDER_VISIBILITY_SECONDS,
} from '../../functions/domain/time-limits.ts';
import { physicalNames } from '../config/names.ts';
import type { StageConfig } from '../config/stage-config.ts';
import { ChromiumLayer } from '../constructs/chromium-layer.ts';
import type { FunctionCode } from '../constructs/function-code.ts';
import { HomeResources } from '../constructs/home-resources.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { WorkerQueue } from '../constructs/worker-queue.ts';

export interface RenderRegionStackProps extends StackProps {
  readonly config: StageConfig;
  readonly code: FunctionCode;
}

/** The browsers of one AWS region and the queue beside them. The tables and the bucket stay in the home region. */
export class RenderRegionStack extends Stack {
  constructor(scope: Construct, id: string, { config, code, ...props }: RenderRegionStackProps) {
    super(scope, id, props);
    const names = physicalNames(config, this.account);
    const home = new HomeResources(this, 'Home', config);
    const jobs = new WorkerQueue(this, 'Jobs', {
      queueName: names.renderQueue,
      deadLetterQueueName: names.renderDeadLetterQueue,
      visibilityTimeout: Duration.seconds(RENDER_VISIBILITY_SECONDS),
      maxReceives: RENDER_MAX_RECEIVES,
      tlsOnly: config.tlsOnly,
    });
    const render = new ServiceFunction(this, 'Render', {
      config,
      name: 'render',
      code: code.function('render'),
      architecture: Architecture.X86_64,
      memory: config.renderMemory,
      timeout: Duration.seconds(RENDER_FUNCTION_SECONDS),
      // The browser is inflated to /tmp, and its profiles lie there.
      ephemeralStorageSize: Size.mebibytes(1_024),
      layers: [new ChromiumLayer(this, 'Chromium', code.chromiumLayer())],
      environment: {
        ACCOUNTS_TABLE: names.accountsTable,
        CAPTURES_TABLE: names.capturesTable,
        HOME_REGION: config.region,
        IMAGE_BUCKET: names.imageBucket,
        EGRESS_ALLOW: JSON.stringify(config.egressAllow),
        RENDER_QUEUE_URL: jobs.queue.queueUrl,
        RENDER_SLOTS: String(config.renderSlots),
        ...(config.chromiumPath !== undefined && { CHROMIUM_PATH: config.chromiumPath }),
        ...(config.chromiumSingleProcess && { CHROMIUM_SINGLE_PROCESS: '1' }),
      },
    });
    home.captures.grant(render, 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    home.accounts.grant(render, 'dynamodb:UpdateItem');
    home.grantPutImages(render);
    jobs.feed(render.lambda, config.renderSlots);
    new CfnOutput(this, 'RenderQueueUrl', { value: jobs.queue.queueUrl });
    new CfnOutput(this, 'RenderDeadLetterQueueUrl', { value: jobs.deadLetterQueue.queueUrl });
    new CfnOutput(this, 'RenderFunction', { value: render.lambda.functionName });
  }
}
