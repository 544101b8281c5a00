import type { DeployedStack } from './deployed-stack.ts';
import type { Route } from './front.ts';

/** The REST API without its stage in the path, as a domain of its own would show it on AWS. */
export function apiRoute(endpoint: string, { restApiId, apiStageName }: DeployedStack): Route {
  return {
    endpoint,
    host: new URL(endpoint).host,
    path: (path) => `/_aws/execute-api/${restApiId}/${apiStageName}${path}`,
    // An id that S3 sends, not API Gateway, and the engine's own name.
    hidden: ['x-amz-request-id', 'server'],
  };
}

/** The static host: CloudFront by its Host name, or the bucket where there is no CloudFront. */
export function staticRoute(endpoint: string, { distributionDomain, imageBucketName }: DeployedStack): Route {
  const { host } = new URL(endpoint);
  return distributionDomain === undefined
    ? { endpoint, host, path: (path) => `/${imageBucketName}${resultPath(path)}`, hidden: ['server'] }
    : { endpoint, host: distributionDomain, path: resultPath, hidden: [], status: absentIsNotFound };
}

/** The engine's CloudFront answers 403 for an object that is not there, also where it may list the bucket as ours may. */
const absentIsNotFound = (status: number): number => (status === 403 ? 404 : status);

/**
 * Results lie in folders of one character; the engine answers some other paths itself, whatever the Host (its health,
 * its reset), where CloudFront would look for an object and find none.
 */
function resultPath(path: string): string {
  return /^\/[A-Za-z0-9]\//.test(path) ? path : '/0/absent';
}
