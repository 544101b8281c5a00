import type { CDPSession } from 'puppeteer-core';

/** Runs a function in the page, with arguments and a result that are plain data. Throws what it throws. */
export type RunInPage = <Args extends readonly unknown[], Result>(
  run: (...args: Args) => Result,
  ...args: Args
) => Promise<Awaited<Result>>;

/**
 * Runs functions in the document of a frame, in a world of their own: the page's own Promise, setTimeout or
 * document.fonts may be anything. Each stands for itself: it is sent as its source.
 */
export const runInPage =
  (cdp: CDPSession, frameId: string): RunInPage =>
  async (run, ...args) => {
    const { executionContextId } = await cdp.send('Page.createIsolatedWorld', {
      frameId,
      worldName: 'snapstack',
    });
    const { result, exceptionDetails } = await cdp.send('Runtime.callFunctionOn', {
      functionDeclaration: run.toString(),
      executionContextId,
      arguments: args.map((value) => ({ value })),
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value;
  };
