import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { CfnOutput, Duration, Size, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { renderWrittenAttributes } from '../../functions/adapters/aws/render-written-attributes.ts';
import { standingIndex } from '../../functions/adapters/aws/table-indexes.ts';
import {
  RENDER_FUNCTION_SECONDS,
  RENDER_MAX_RECEIVES,
  RENDER_VISIBILITY_SECONDS,
} from '../../functions/domain/time-limits.ts';
import { allocator } from '../config/allocator.ts';
import { browserMemory } from '../config/browser-memory.ts';
import { physicalNames } from '../config/names.ts';
import { renderLanes } from '../config/render-lanes.ts';
import type { StageConfig } from '../config/stage-config.ts';
import { youngGeneration } from '../config/young-generation.ts';
import { ChromiumLayer } from '../constructs/chromium-layer.ts';
import { FontLayer } from '../constructs/font-layer.ts';
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
    const queueOf = (constructId: string, queueName: string, deadLetterQueueName: string): WorkerQueue =>
      new WorkerQueue(this, constructId, {
        queueName,
        deadLetterQueueName,
        visibilityTimeout: Duration.seconds(RENDER_VISIBILITY_SECONDS),
        maxReceives: RENDER_MAX_RECEIVES,
        tlsOnly: config.tlsOnly,
      });
    const lanes = renderLanes(config);
    const jobs = queueOf('Jobs', names.renderQueue, names.renderDeadLetterQueue);
    const priority =
      lanes.priority === undefined
        ? undefined
        : queueOf('PriorityJobs', names.priorityQueue, names.priorityDeadLetterQueue);
    const render = new ServiceFunction(this, 'Render', {
      config,
      name: 'render',
      code: code.function('render'),
      architecture: Architecture.X86_64,
      memory: config.renderMemory,
      timeout: Duration.seconds(RENDER_FUNCTION_SECONDS),
      // The browser is inflated to /tmp, and its profiles lie there.
      ephemeralStorageSize: Size.mebibytes(1_024),
      layers: [
        new ChromiumLayer(this, 'Chromium', code.chromiumLayer()),
        new FontLayer(this, 'Fonts', code.fontLayer()),
      ],
      platform: allocator,
      nodeOptions: [youngGeneration],
      environment: {
        ACCOUNTS_TABLE: names.accountsTable,
        CAPTURES_TABLE: names.capturesTable,
        HOME_REGION: config.region,
        IMAGE_BUCKET: names.imageBucket,
        PRIVATE_BUCKET: names.privateBucket,
        PRIVATE_RETENTION_HOURS: String(config.privateRetentionHours),
        SEALING_KEY_ARN: home.sealingKey.arn,
        EGRESS_ALLOW: JSON.stringify(config.egressAllow),
        REGION_EXITS: JSON.stringify(config.regionExits),
        ...(config.anyRegionFromHere && { ANY_REGION_FROM_HERE: '1' }),
        PLANS: JSON.stringify(config.plans),
        BROWSER_MEMORY_MB: String(browserMemory(config)),
        // Its own region's queues.
        RENDER_QUEUE_URL: jobs.queue.queueUrl,
        RENDER_SLOTS: String(lanes.standard),
        ...(priority !== undefined && {
          PRIORITY_QUEUE_URL: priority.queue.queueUrl,
          PRIORITY_SLOTS: String(lanes.priority),
        }),
        ...(config.resultRetentionDays !== undefined && {
          RESULT_RETENTION_DAYS: String(config.resultRetentionDays),
        }),
        ...(config.chromiumPath !== undefined && { CHROMIUM_PATH: config.chromiumPath }),
        ...(config.frameMark !== '' && { FRAME_MARK: config.frameMark }),
        ...(config.chromiumSingleProcess && { CHROMIUM_SINGLE_PROCESS: '1' }),
      },
    });
    // Who frees a slot gives it to the account's next capture.
    home.captures.grant(render, 'dynamodb:BatchGetItem', 'dynamodb:GetItem');
    home.grantMoveCaptures(render);
    home.grantQueryCaptures(render, standingIndex.name);
    const of = ['account', 'renderLoad'] as const;
    home.grantAccounts(render, { of }, 'dynamodb:BatchGetItem', 'dynamodb:GetItem');
    home.grantAccounts(render, { of, attributes: renderWrittenAttributes }, 'dynamodb:UpdateItem');
    home.grantImages(render, 's3:PutObject', 's3:DeleteObject');
    home.grantPrivateFiles(render, ['private', 'callback'], 's3:PutObject', 's3:DeleteObject');
    home.sealingKey.grant(render, 'kms:Decrypt');
    jobs.queue.grant(render, 'sqs:SendMessage');
    jobs.feed(render.lambda, lanes.standard);
    if (priority !== undefined && lanes.priority !== undefined) {
      priority.queue.grant(render, 'sqs:SendMessage');
      priority.feed(render.lambda, lanes.priority);
    }
    new CfnOutput(this, 'RenderQueueUrl', { value: jobs.queue.queueUrl });
    new CfnOutput(this, 'RenderDeadLetterQueueUrl', { value: jobs.deadLetterQueue.queueUrl });
    new CfnOutput(this, 'RenderFunction', { value: render.lambda.functionName });
  }
}
