import { EndpointType, LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { type Acknowledgment, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Route } from '../../functions/http/route.ts';
import { type OperationId, routes } from '../../functions/http/routes.ts';
import type { StageConfig } from '../config/stage-config.ts';
import { accessLog } from './access-log.ts';
import { addGatewayResponses } from './gateway-responses.ts';

/** The name of API Gateway's stage, the first part of the path of its own URL. */
export const API_STAGE_NAME = 'live';

export interface RouteApiProps {
  readonly config: StageConfig;
  readonly handlers: Readonly<Record<OperationId, IFunction>>;
  /** Answers what no route takes: other methods, other paths. */
  readonly unrouted: IFunction;
}

const table = Object.entries(routes) as [OperationId, Route][];
const paths = new Set(table.map(([, { path }]) => path));

const acknowledged = ({ accessLogs }: StageConfig): readonly Acknowledgment[] => [
  {
    id: 'AwsSolutions-APIG2',
    reason: 'The functions judge every request themselves, and name all that is wrong with it at once.',
  },
  {
    id: 'AwsSolutions-APIG4',
    reason: 'Keys come in the body, where API Gateway does not look, and a token is its own permission.',
  },
  { id: 'AwsSolutions-COG4', reason: 'Callers are programs with a key of the service, not users of a pool.' },
  {
    id: 'AwsSolutions-APIG6',
    reason: 'The execution log has paths and queries, and so tokens and keys; the access log has neither.',
  },
  ...(accessLogs
    ? [
        {
          id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
          reason:
            'API Gateway takes a role for its logs only when it may do what this policy of its own says.',
        },
      ]
    : ['AwsSolutions-APIG1', 'Serverless-APIGWAccessLogging'].map((id) => ({
        id,
        reason: 'The settings of this stage leave the access log out (accessLogs).',
      }))),
];

/** The REST API as the route table says. What the table does not have goes to one small function. */
export class RouteApi extends RestApi {
  constructor(scope: Construct, id: string, { config, handlers, unrouted }: RouteApiProps) {
    super(scope, id, {
      restApiName: `snapstack-${config.stage}`,
      endpointTypes: [EndpointType.REGIONAL],
      // Files are bytes, and a body of whatever type reaches the functions as it was sent.
      binaryMediaTypes: ['*/*'],
      // API Gateway writes logs by one role for the whole account and region.
      cloudWatchRole: config.accessLogs,
      deployOptions: {
        stageName: API_STAGE_NAME,
        dataTraceEnabled: false,
        throttlingRateLimit: config.apiThrottle.rate,
        throttlingBurstLimit: config.apiThrottle.burst,
        ...(config.accessLogs && accessLog(scope, config)),
      },
    });
    for (const [operation, { method, path }] of table) {
      const integration = new LambdaIntegration(handlers[operation], { allowTestInvoke: false });
      const resource = this.root.resourceForPath(path);
      resource.addMethod(method, integration);
      if (method === 'GET') resource.addMethod('HEAD', integration);
    }
    const refusal = new LambdaIntegration(unrouted, { allowTestInvoke: false });
    for (const path of [...paths, '/{proxy+}']) this.root.resourceForPath(path).addMethod('ANY', refusal);
    addGatewayResponses(this, config);
    Validations.of(this).acknowledge(...acknowledged(config));
    // The output that every RestApi brings; the stack names its own.
    this.node.tryRemoveChild('Endpoint');
  }
}
