import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { CfnOutput, Duration, Lazy, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { standingIndex } from '../../functions/adapters/aws/table-indexes.ts';
import type { EnvironmentVariables } from '../../functions/runtime/env.ts';
import { physicalNames } from '../config/names.ts';
import type { StageConfig } from '../config/stage-config.ts';
import type { DeployedFunction } from '../constructs/bundle.ts';
import type { FunctionCode } from '../constructs/function-code.ts';
import { HomeResources } from '../constructs/home-resources.ts';
import { API_STAGE_NAME, RouteApi } from '../constructs/route-api.ts';
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
  private readonly staticUrl: string;

  constructor(scope: Construct, id: string, { config, code, staticUrl, ...props }: ApiStackProps) {
    super(scope, id, props);
    this.config = config;
    this.code = code;
    this.staticUrl = staticUrl;
    this.home = new HomeResources(this, 'Home', config);
    // Functions name the API's own address, and the API its functions: the address is written once the API is there.
    const ownUrl = Lazy.string({
      produce: () =>
        `https://${api.restApiId}.execute-api.${this.region}.${this.urlSuffix}/${API_STAGE_NAME}`,
    });
    const apiUrl = config.apiUrl ?? ownUrl;
    const docs = this.getDocs(apiUrl).lambda;
    const api: RouteApi = new RouteApi(this, 'Api', {
      config,
      handlers: {
        createCapture: this.createCapture('CreateCapture', 'create-capture').lambda,
        createCallbackCapture: this.createCapture('CreateCallbackCapture', 'create-callback-capture').lambda,
        createBatch: this.createBatch().lambda,
        getCapture: this.getCapture(apiUrl).lambda,
        getCaptureFile: this.getCaptureFile().lambda,
        getAccount: this.getAccount().lambda,
        getRoot: docs,
        getDocs: docs,
        getDocsScript: docs,
        getOpenapiYaml: docs,
        getOpenapiJson: docs,
      },
      unrouted: this.apiFunction('Unrouted', 'unrouted', this.edge()).lambda,
    });
    new CfnOutput(this, 'ApiUrl', { value: apiUrl });
    new CfnOutput(this, 'RestApiId', { value: api.restApiId });
    new CfnOutput(this, 'ApiStageName', { value: API_STAGE_NAME });
  }

  /** What every function of the API adds to its answers. */
  private edge() {
    const { tlsOnly, browserOrigins } = this.config;
    return { ...(tlsOnly && { TLS_ONLY: '1' }), BROWSER_ORIGINS: JSON.stringify(browserOrigins) };
  }

  /** What a function needs that lets a caller in by key. */
  private keyed() {
    return {
      ...this.edge(),
      ACCOUNTS_TABLE: physicalNames(this.config, this.account).accountsTable,
      PEPPER_SECRET_ARN: this.home.pepperArn,
      PLANS: JSON.stringify(this.config.plans),
    };
  }

  private createCapture(id: string, name: 'create-capture' | 'create-callback-capture') {
    return this.creating(this.apiFunction(id, name, this.creatingEnvironment()));
  }

  private createBatch() {
    // As long as API Gateway waits for it.
    const size = { memory: 2_048, timeout: Duration.seconds(29) };
    const created = this.creating(
      this.apiFunction('CreateBatch', 'create-batch', this.creatingEnvironment(), size),
    );
    // Its journal, and the answer that an idempotency key keeps.
    this.home.grantAccounts(created, { of: ['account'] }, 'dynamodb:DeleteItem');
    this.home.grantAccounts(created, { of: ['answer'] }, 'dynamodb:BatchWriteItem', 'dynamodb:GetItem');
    return created;
  }

  private creatingEnvironment() {
    return {
      ...this.keyed(),
      ...this.home.renderLanes(),
      CAPTURES_TABLE: physicalNames(this.config, this.account).capturesTable,
      EGRESS_ALLOW: JSON.stringify(this.config.egressAllow),
      SEALING_KEY_ARN: this.home.sealingKey.arn,
    };
  }

  /** What a function may do that creates captures and lets go on what waits. */
  private creating<Name extends DeployedFunction>(created: ServiceFunction<Name>): ServiceFunction<Name> {
    const { home } = this;
    home.grantAccounts(
      created,
      { of: ['account', 'apiKey', 'mark', 'rate', 'jobCounter', 'renderLoad'] },
      'dynamodb:BatchGetItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
    );
    home.captures.grant(created, 'dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:PutItem');
    home.grantMoveCaptures(created);
    home.grantQueryCaptures(created, standingIndex.name);
    home.grantQueues(created, 'sqs:GetQueueAttributes', 'sqs:SendMessage');
    home.grantReadPepper(created);
    home.sealingKey.grant(created, 'kms:GenerateDataKey');
    return created;
  }

  private getCapture(apiUrl: string) {
    const got = this.apiFunction('GetCapture', 'get-capture', {
      ...this.edge(),
      CAPTURES_TABLE: physicalNames(this.config, this.account).capturesTable,
      API_URL: apiUrl,
      STATIC_URL: this.staticUrl,
      SEALING_KEY_ARN: this.home.sealingKey.arn,
    });
    this.home.captures.grant(got, 'dynamodb:GetItem');
    this.home.sealingKey.grant(got, 'kms:Decrypt');
    return got;
  }

  private getCaptureFile() {
    const got = this.apiFunction('GetCaptureFile', 'get-capture-file', {
      ...this.edge(),
      CAPTURES_TABLE: physicalNames(this.config, this.account).capturesTable,
      PRIVATE_BUCKET: physicalNames(this.config, this.account).privateBucket,
    });
    this.home.captures.grant(got, 'dynamodb:GetItem');
    // Also for who follows a redirect to the bucket, whose address this function signs.
    this.home.grantPrivateFiles(got, ['private', 'callback'], 's3:GetObject');
    this.home.grantToMissPrivateFiles(got);
    return got;
  }

  private getAccount() {
    const got = this.apiFunction('GetAccount', 'get-account', this.keyed());
    this.home.grantAccounts(
      got,
      { of: ['account', 'apiKey', 'rate'] },
      'dynamodb:BatchGetItem',
      'dynamodb:GetItem',
      'dynamodb:UpdateItem',
    );
    this.home.grantReadPepper(got);
    return got;
  }

  private getDocs(apiUrl: string) {
    return this.apiFunction('GetDocs', 'get-docs', { ...this.edge(), API_URL: apiUrl });
  }

  private apiFunction<Name extends DeployedFunction>(
    id: string,
    name: Name,
    environment: EnvironmentVariables<Name>,
    size = { memory: 1_024, timeout: Duration.seconds(10) },
  ): ServiceFunction<Name> {
    return new ServiceFunction(this, id, {
      config: this.config,
      name,
      code: this.code.function(name),
      environment,
      architecture: Architecture.ARM_64,
      ...size,
    });
  }
}
