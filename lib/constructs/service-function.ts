import { type IGrantable, type IPrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  type Architecture,
  type Code,
  type ILayerVersion,
  Function as LambdaFunction,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { type Duration, RemovalPolicy, type Size, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { EnvironmentVariables } from '../../functions/runtime/env.ts';
import { functionName } from '../config/names.ts';
import type { StageConfig } from '../config/stage-config.ts';
import type { DeployedFunction } from './bundle.ts';

export interface ServiceFunctionProps<Name extends DeployedFunction> {
  readonly config: StageConfig;
  readonly name: Name;
  readonly code: Code;
  readonly environment: EnvironmentVariables<Name>;
  /** Variables that are no matter of the function's own code. */
  readonly platform?: Readonly<Record<string, string>>;
  /** Options of Node besides those that all functions have. */
  readonly nodeOptions?: readonly string[];
  readonly architecture: Architecture;
  /** Megabytes. */
  readonly memory: number;
  readonly timeout: Duration;
  readonly layers?: readonly ILayerVersion[];
  readonly ephemeralStorageSize?: Size;
}

/**
 * Threads of Node's pool. A name server that never answers holds one for up to 20 s, and no more than half of them look up
 * names at a time: of the usual 4, two such names of one caller would keep all others from resolving anything.
 */
const LOOKUP_THREADS = '128';

/** A Lambda function of the service with a role and a log group of its own; the role may write that log and no more. */
export class ServiceFunction<Name extends DeployedFunction> extends Construct implements IGrantable {
  readonly lambda: LambdaFunction;
  readonly grantPrincipal: IPrincipal;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps<Name>) {
    super(scope, id);
    const { config, name, environment, platform, nodeOptions = [], memory, layers, ...rest } = props;
    const physicalName = functionName(config.stage, name);
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${physicalName}`,
      retention: config.logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    this.lambda = new LambdaFunction(this, 'Function', {
      ...rest,
      functionName: physicalName,
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      memorySize: memory,
      role,
      logGroup,
      environment: {
        NODE_OPTIONS: ['--enable-source-maps', ...nodeOptions].join(' '),
        UV_THREADPOOL_SIZE: LOOKUP_THREADS,
        ...platform,
        ...environment,
      },
      ...(layers === undefined ? {} : { layers: [...layers] }),
    });
    this.grantPrincipal = role;
    Validations.of(this).acknowledge({
      id: 'Serverless-LambdaDLQ',
      reason:
        'Lambda writes there only what was called asynchronously and not answered: the API waits for its answers, queues and streams have dead letters of their own, and the sweeper finds again what it missed.',
    });
  }
}
