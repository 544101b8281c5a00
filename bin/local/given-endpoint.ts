import { Refusal } from './refusal.ts';

/**
 * The engine that AWS_ENDPOINT_URL names, without a trailing slash; undefined when it is not set. Throws Refusal when it
 * is no URL or nothing answers there.
 */
export async function givenEndpoint(env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  const text = env['AWS_ENDPOINT_URL'] || undefined;
  if (text === undefined) {
    return undefined;
  }
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new Refusal(
      `AWS_ENDPOINT_URL is ${text}: write a whole URL such as http://localhost:4566, or unset it for an engine of our own.`,
    );
  }
  const answer = await fetch(url).catch(() => undefined);
  if (answer === undefined) {
    throw new Refusal(
      `AWS_ENDPOINT_URL is ${text}, and nothing answers there: start that engine, or unset it for an engine of our own.`,
    );
  }
  await answer.body?.cancel();
  return url.href.replace(/\/+$/, '');
}
