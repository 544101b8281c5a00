import { log } from './log.ts';

/** What Lambda is told of an invocation that failed: it writes message and stack of what it gets to the log as they are. */
class InvocationFailed extends Error {
  override readonly name = 'InvocationFailed';
}

/**
 * Lambda's runtime writes what nobody caught to the log with its message, and messages quote what callers sent; so it
 * is written here, and the process ends before the runtime's own listeners hear of it.
 */
const lastWords = (event: string) => (error: unknown) => {
  log(event, { error });
  process.exit(1);
};

/**
 * A handler as Lambda may call it: what it throws is logged as every error is, and what is thrown on to Lambda, which
 * has to know that the invocation failed, says nothing.
 */
export const lambdaEntry = <Call extends readonly unknown[], Answer>(
  handler: (...call: Call) => Promise<Answer>,
): ((...call: Call) => Promise<Answer>) => {
  process.prependListener('uncaughtException', lastWords('uncaught_exception'));
  process.prependListener('unhandledRejection', lastWords('unhandled_rejection'));
  return async (...call) => {
    try {
      return await handler(...call);
    } catch (error) {
      log('invocation_failed', { error });
      throw new InvocationFailed('See invocation_failed above.');
    }
  };
};
