import { EndpointType, LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { type OperationId, type Route, routes } from '../../functions/http/routes.ts';
import type { StageConfig } from '../config/stage-config.ts';
import { accessLog } from './access-log.ts';
import { addGatewayResponses } from './gateway-responses.ts';
import { addMethodNotAllowed } from './method-not-allowed.ts';

export interface RouteApiProps {
  readonly config: StageConfig;
  readonly handlers: Readonly<Record<OperationId, IFunction>>;
}

const table = Object.entries(routes) as [OperationId, Route][];

/** The REST API as the route table says, one function an operation. */
export class RouteApi extends RestApi {
  constructor(scope: Construct, id: string, { config, handlers }: RouteApiProps) {
    super(scope, id, {
      restApiName: `snapstack-${config.stage}`,
      endpointTypes: [EndpointType.REGIONAL],
      // API Gateway writes logs by one role for the whole account and region.
      cloudWatchRole: config.accessLogs,
      deployOptions: {
        stageName: 'live',
        dataTraceEnabled: false,
        throttlingRateLimit: config.apiThrottle.rate,
        throttlingBurstLimit: config.apiThrottle.burst,
        ...(config.accessLogs && accessLog(scope, config)),
      },
    });
    for (const [operation, { method, path }] of table) {
      const integration = new LambdaIntegration(handlers[operation], { allowTestInvoke: false });
      this.root.resourceForPath(path).addMethod(method, integration);
    }
    for (const path of new Set(table.map(([, route]) => route.path))) {
      const allowed = table.filter(([, route]) => route.path === path).map(([, route]) => route.method);
      addMethodNotAllowed(this.root.resourceForPath(path), allowed);
    }
    addGatewayResponses(this);
    // The output that every RestApi brings; the stack names its own.
    this.node.tryRemoveChild('Endpoint');
  }
}
