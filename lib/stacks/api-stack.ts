import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { EnvironmentVariables } from '../../functions/runtime/env.ts';
import { physicalNames } from '../config/names.ts';
import type { StageConfig } from '../config/stage-config.ts';
import type { DeployedFunction } from '../constructs/bundle.ts';
import type { FunctionCode } from '../constructs/function-code.ts';
import { HomeResources } from '../constructs/home-resources.ts';
import { RouteApi } from '../constructs/route-api.ts';
import { ServiceFunction } from '../constructs/service-function.ts';

export interface ApiStackProps extends StackProps {
  readonly config: StageConfig;
  readonly code: FunctionCode;
  /** Where callers find pictures, without a trailing slash. */
  readonly staticUrl: string;
}

/** The REST API and its functions. */
export class ApiStack extends Stack {
  private readonly config: StageConfig;
  private readonly code: FunctionCode;
  private readonly home: HomeResources;

  constructor(scope: Construct, id: string, { config, code, staticUrl, ...props }: ApiStackProps) {
    super(scope, id, props);
    this.config = config;
    this.code = code;
    this.home = new HomeResources(this, 'Home', config);
    const api = new RouteApi(this, 'Api', {
      config,
      handlers: {
        createCapture: this.createCapture().lambda,
        getCapture: this.getCapture(staticUrl).lambda,
        getAccount: this.getAccount().lambda,
      },
    });
    const stageName = api.deploymentStage.stageName;
    const ownUrl = `https://${api.restApiId}.execute-api.${this.region}.${this.urlSuffix}/${stageName}`;
    new CfnOutput(this, 'ApiUrl', { value: config.apiUrl ?? ownUrl });
    new CfnOutput(this, 'RestApiId', { value: api.restApiId });
    new CfnOutput(this, 'ApiStageName', { value: stageName });
  }

  private createCapture() {
    const { config, home } = this;
    const names = physicalNames(config, this.account);
    const created = this.apiFunction('CreateCapture', 'create-capture', {
      ACCOUNTS_TABLE: names.accountsTable,
      CAPTURES_TABLE: names.capturesTable,
      PEPPER_SECRET_ARN: home.pepperArn,
      PLANS: JSON.stringify(config.plans),
      EGRESS_ALLOW: JSON.stringify(config.egressAllow),
      RENDER_QUEUE_URL: home.renderQueue.queueUrl,
      RENDER_SLOTS: String(config.renderSlots),
    });
    home.accounts.grant(created, 'dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:UpdateItem');
    home.captures.grant(created, 'dynamodb:PutItem', 'dynamodb:UpdateItem');
    home.renderQueue.grant(created, 'sqs:GetQueueAttributes', 'sqs:SendMessage');
    home.grantReadPepper(created);
    return created;
  }

  private getCapture(staticUrl: string) {
    const { capturesTable } = physicalNames(this.config, this.account);
    const got = this.apiFunction('GetCapture', 'get-capture', {
      CAPTURES_TABLE: capturesTable,
      STATIC_URL: staticUrl,
    });
    this.home.captures.grant(got, 'dynamodb:GetItem');
    return got;
  }

  private getAccount() {
    const { config, home } = this;
    const got = this.apiFunction('GetAccount', 'get-account', {
      ACCOUNTS_TABLE: physicalNames(config, this.account).accountsTable,
      PEPPER_SECRET_ARN: home.pepperArn,
      PLANS: JSON.stringify(config.plans),
    });
    home.accounts.grant(got, 'dynamodb:BatchGetItem', 'dynamodb:GetItem');
    home.grantReadPepper(got);
    return got;
  }

  private apiFunction<Name extends DeployedFunction>(
    id: string,
    name: Name,
    environment: EnvironmentVariables<Name>,
  ): ServiceFunction<Name> {
    return new ServiceFunction(this, id, {
      config: this.config,
      name,
      code: this.code.function(name),
      environment,
      architecture: Architecture.ARM_64,
      memory: 1_024,
      timeout: Duration.seconds(10),
    });
  }
}
