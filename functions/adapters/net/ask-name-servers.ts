import { Resolver } from 'node:dns/promises';

/** For the first answer; c-ares waits longer each time it asks again. Milliseconds. */
const FIRST_ANSWER_MS = 1_500;

/**
 * Asks the machine's name servers for all addresses of a name, IPv4 first: not every machine has another way out. Throws
 * when there are none, or none in time. A question that the signal calls off leaves nothing behind.
 */
export const askNameServers = async (
  host: string,
  {
    signal,
    timeoutMs,
    servers,
  }: {
    readonly signal: AbortSignal;
    readonly timeoutMs: number;
    /** Asked instead of the machine's. */
    readonly servers?: readonly string[] | undefined;
  },
): Promise<readonly string[]> => {
  signal.throwIfAborted();
  const resolver = new Resolver({ timeout: FIRST_ANSWER_MS });
  if (servers !== undefined) resolver.setServers(servers);
  const callOff = (): void => resolver.cancel();
  signal.addEventListener('abort', callOff);
  const timer = setTimeout(callOff, timeoutMs);
  try {
    const asked = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    const found = asked.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    if (found.length > 0) return found;
    throw new AggregateError(
      asked.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : [])),
      `The name ${host} has no address.`,
    );
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', callOff);
  }
};
