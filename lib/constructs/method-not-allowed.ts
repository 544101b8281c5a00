import { type IResource, MockIntegration, PassthroughBehavior } from 'aws-cdk-lib/aws-apigateway';
import { problemStatus } from '../../functions/http/problem.ts';

const status = String(problemStatus.method_not_allowed);
// A mock is asked with what its template makes of the body; a content type without a template is answered 415.
const contentTypes = [
  'application/json',
  'application/x-www-form-urlencoded',
  'application/octet-stream',
  'multipart/form-data',
  'text/plain',
];

/** Answers the methods that a path does not have with 405 and an Allow header, without a function. */
export const addMethodNotAllowed = (resource: IResource, allowed: readonly string[]): void => {
  const allow = allowed.join(', ');
  const detail = `This path takes ${allow}.`;
  const headers = {
    Allow: allow,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  };
  const mapped = Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, value]);
  const integration = new MockIntegration({
    passthroughBehavior: PassthroughBehavior.NEVER,
    requestTemplates: Object.fromEntries(contentTypes.map((type) => [type, `{"statusCode": ${status}}`])),
    integrationResponses: [
      {
        statusCode: status,
        responseParameters: Object.fromEntries(mapped.map(([name, value]) => [name, `'${value}'`])),
        responseTemplates: { 'application/json': JSON.stringify({ error: 'method_not_allowed', detail }) },
      },
    ],
  });
  const responseParameters = Object.fromEntries(mapped.map(([name]) => [name, true]));
  resource.addMethod('ANY', integration, { methodResponses: [{ statusCode: status, responseParameters }] });
};
