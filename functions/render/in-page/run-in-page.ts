import type { CDPSession } from 'puppeteer-core';

/** Runs a function in the page, with arguments and a result that are plain data. Throws what it throws. */
export type RunInPage = <Args extends readonly unknown[], Result>(
  run: (...args: Args) => Result,
  ...args: Args
) => Promise<Awaited<Result>>;

/**
 * Runs functions in the document of a frame, in a world of their own: the page's own Promise, setTimeout or
 * document.fonts may be anything. Each stands for itself: it is sent as its source. What one leaves in that world is
 * there for the next, until the document goes.
 */
export const runInPage = (cdp: CDPSession, frameId: string): RunInPage => {
  let world: Promise<number> | undefined;
  const create = async (): Promise<number> => {
    const asked = { frameId, worldName: 'snapstack' };
    const { executionContextId } = await cdp.send('Page.createIsolatedWorld', asked);
    return executionContextId;
  };
  const call = async (source: string, args: readonly unknown[], isNew: boolean) => {
    if (isNew) world = undefined;
    world ??= create();
    return cdp.send('Runtime.callFunctionOn', {
      functionDeclaration: source,
      executionContextId: await world,
      arguments: args.map((value) => ({ value })),
      awaitPromise: true,
      returnByValue: true,
    });
  };
  return async (run, ...args) => {
    const source = run.toString();
    const { result, exceptionDetails } = await call(source, args, false).catch((error: unknown) => {
      // Its document has gone since.
      if (error instanceof Error && error.message.includes('Cannot find context'))
        return call(source, args, true);
      world = undefined;
      throw error;
    });
    if (exceptionDetails !== undefined) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value;
  };
};
