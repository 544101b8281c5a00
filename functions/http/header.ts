import type { APIGatewayProxyEvent } from 'aws-lambda';

/** A request's header by its name in lower case; API Gateway keeps the caller's own spelling. */
export const header = (event: APIGatewayProxyEvent, name: string): string | undefined =>
  Object.entries(event.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
