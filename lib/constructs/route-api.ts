import { EndpointType, LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
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
    // The output that every RestApi brings; the stack names its own.
    this.node.tryRemoveChild('Endpoint');
  }
}
