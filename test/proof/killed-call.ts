import { readFileSync } from 'node:fs';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { createBatchEndpoint } from '../../functions/http/endpoints/create-batch.ts';
import { createBatchDependencies } from '../../functions/runtime/create-batch-dependencies.ts';
import { edgeOf } from '../../functions/runtime/edge.ts';
import { readEnvironment } from '../../functions/runtime/env.ts';
import { gatewayEvent, lambdaContext } from '../support/gateway-event.ts';

// node test/proof/killed-call.ts BODY_FILE N: the create-batch function as it is deployed, in a process that is killed at its
// N-th call of AWS; an even one before it is sent, an odd one once it has had its effect. 0: it lives, and says how many
// calls it made.
const [file = '', at = '0'] = process.argv.slice(2);
let calls = 0;

type Send = (this: unknown, ...args: unknown[]) => Promise<unknown>;

const killing = (send: Send): Send =>
  async function (this: unknown, ...args: unknown[]) {
    calls += 1;
    const isLast = calls === Number(at);
    if (isLast && calls % 2 === 0) process.kill(process.pid, 'SIGKILL');
    const answer = await send.apply(this, args);
    if (isLast) process.kill(process.pid, 'SIGKILL');
    return answer;
  };
for (const { prototype } of [DynamoDBDocumentClient, SQSClient]) {
  Object.assign(prototype, { send: killing(prototype.send as unknown as Send) });
}

const environment = readEnvironment('create-batch');
const handler = createBatchEndpoint(createBatchDependencies(environment), edgeOf(environment));
const event = gatewayEvent({
  path: '/capture/batch',
  resource: '/capture/batch',
  body: readFileSync(file, 'utf8'),
});
const { statusCode } = (await handler(event, lambdaContext)) as APIGatewayProxyResult;
console.log(JSON.stringify({ statusCode, calls }));
process.exit(0);
