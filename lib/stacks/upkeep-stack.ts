import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { standingIndex, sweepIndex } from '../../functions/adapters/aws/table-indexes.ts';
import { SWEEP_FUNCTION_SECONDS } from '../../functions/domain/time-limits.ts';
import { physicalNames } from '../config/names.ts';
import type { StageConfig } from '../config/stage-config.ts';
import type { FunctionCode } from '../constructs/function-code.ts';
import { HomeResources } from '../constructs/home-resources.ts';
import { ServiceFunction } from '../constructs/service-function.ts';

export interface UpkeepStackProps extends StackProps {
  readonly config: StageConfig;
  readonly code: FunctionCode;
}

/** What runs by the clock: the sweeper. */
export class UpkeepStack extends Stack {
  constructor(scope: Construct, id: string, { config, code, ...props }: UpkeepStackProps) {
    super(scope, id, props);
    const names = physicalNames(config, this.account);
    const home = new HomeResources(this, 'Home', config);
    const sweep = new ServiceFunction(this, 'Sweep', {
      config,
      name: 'sweep',
      code: code.function('sweep'),
      architecture: Architecture.ARM_64,
      memory: 512,
      timeout: Duration.seconds(SWEEP_FUNCTION_SECONDS),
      environment: {
        ACCOUNTS_TABLE: names.accountsTable,
        CAPTURES_TABLE: names.capturesTable,
        IMAGE_BUCKET: names.imageBucket,
        PRIVATE_BUCKET: names.privateBucket,
        PLANS: JSON.stringify(config.plans),
        ...home.queueUrls(),
        ...home.callbackQueueUrls(),
      },
    });
    home.captures.grant(
      sweep,
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
    );
    home.grantMoveCaptures(sweep);
    home.grantQueryCaptures(sweep, standingIndex.name, sweepIndex.name);
    // It comes to every account, and to whatever batches and keys are left over.
    home.accounts.grant(
      sweep,
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:Scan',
      'dynamodb:UpdateItem',
    );
    home.grantQueryAccounts(sweep, sweepIndex.name);
    home.grantImages(sweep, 's3:DeleteObject');
    home.grantPrivateFiles(sweep, ['private', 'callback'], 's3:DeleteObject');
    home.grantCallbackQueues(sweep);
    home.grantQueues(sweep, 'sqs:SendMessage');
    const eachMinute = new Rule(this, 'EachMinute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      // Tried again by the next minute, not by the event.
      targets: [new LambdaFunction(sweep.lambda, { retryAttempts: 0 })],
    });
    Validations.of(eachMinute).acknowledge({
      id: 'Serverless-EventBusDLQ',
      reason: 'An event that got lost says nothing that the next minute does not say again.',
    });
  }
}
