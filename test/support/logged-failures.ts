import * as z from 'zod';
import { engineTables } from './engine-tables.ts';

const groupsAnswer = z.object({ logGroups: z.array(z.object({ logGroupName: z.string() })) });
const eventsAnswer = z.object({ events: z.array(z.object({ timestamp: z.number(), message: z.string() })) });

/** Of all that functions log: what is nobody's answer to a caller. */
const isFailure = (message: string): boolean =>
  /"event":"(request_failed|invocation_failed|uncaught_exception|unhandled_rejection)"|Task timed out/.test(
    message,
  );

/**
 * What functions of the local stack have logged since `since` (Unix ms) of requests and invocations that failed, each with
 * its function before it. The engine has it from all of them, where engine.log has it from the renderer alone.
 */
export const loggedFailures = async (endpoint: string, since: number): Promise<string[]> => {
  const { region } = engineTables(endpoint).config;
  const ask = async (operation: string, input: object): Promise<unknown> => {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'x-amz-target': `Logs_20140328.${operation}`,
        'content-type': 'application/x-amz-json-1.1',
        // By this the engine knows the region; it verifies none.
        authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/logs/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify(input),
    });
    return answer.json();
  };
  const { logGroups } = groupsAnswer.parse(await ask('DescribeLogGroups', {}));
  const failures = logGroups.map(async ({ logGroupName }) => {
    const input = { logGroupName, startTime: since, limit: 10_000 };
    const { events } = eventsAnswer.parse(await ask('FilterLogEvents', input));
    const name = logGroupName.split('/').at(-1);
    return events
      .filter(({ message }) => isFailure(message))
      .map(({ message }) => `${name}: ${message.trim()}`);
  });
  return (await Promise.all(failures)).flat();
};
