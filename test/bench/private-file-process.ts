import type { APIGatewayProxyResult } from 'aws-lambda';
import { handler } from '../../functions/api/get-capture-file.ts';
import { gatewayEvent, lambdaContext } from '../support/gateway-event.ts';

// node private-file-process.ts SMALL_TOKEN LARGE_TOKEN: the function that serves private files, in a process of its own. Says
// how many bytes its greatest memory grew by when it served the large file, and where that is to be fetched.
const [small = '', large = ''] = process.argv.slice(2);
const RUNS = 20;

const served = async (token: string): Promise<APIGatewayProxyResult> => {
  const event = gatewayEvent({
    httpMethod: 'GET',
    path: `/capture/${token}/file`,
    resource: '/capture/{token}/file',
    pathParameters: { token },
  });
  return (await handler(event, lambdaContext)) as APIGatewayProxyResult;
};
const greatestBytes = (): number => process.resourceUsage().maxRSS * 1_024;

for (let run = 0; run < RUNS; run += 1) {
  const { statusCode } = await served(small);
  if (statusCode !== 200) throw new Error(`The small file was answered ${statusCode}.`);
}
const before = greatestBytes();
let location = '';
for (let run = 0; run < RUNS; run += 1) location = String((await served(large)).headers?.['location']);
console.log(JSON.stringify({ grown: greatestBytes() - before, location }));
process.exit(0);
