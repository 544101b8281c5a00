import type { CDPSession } from 'puppeteer-core';
import { RenderFailure } from '../../domain/render-failure.ts';
import { own } from './own.ts';

/**
 * Runs a function in the page, with arguments and a result that are plain data. Throws RenderFailure `page_unresponsive`
 * for a page that leaves its documents faster than they can be asked, and where the function threw: what a page can make
 * it do must not look like a fault of ours, which is given back and tried again.
 */
export type RunInPage = <Args extends readonly unknown[], Result>(
  run: (...args: Args) => Result,
  ...args: Args
) => Promise<Awaited<Result>>;

/** The function as it is sent: with what is there for all of them, and nothing else from outside itself. */
const sourceOf = (run: (...args: never) => unknown): string =>
  `function (...args) { const own = ${own}; return (${run})(...args); }`;

/** Whether the document that was asked has gone since. */
const isGone = (error: unknown): boolean =>
  error instanceof Error &&
  /Cannot find context|navigated or closed|context was destroyed/.test(error.message);

/**
 * Runs functions in the document of a frame, in a world of their own: the page's own Promise, setTimeout or
 * document.fonts may be anything. Each is sent as its source, beside which there is `own` alone. What one leaves in that
 * world is there for the next, until the document goes.
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
  const callAnew = (source: string, args: readonly unknown[]) =>
    call(source, args, true).catch((error: unknown) => {
      world = undefined;
      throw isGone(error) ? new RenderFailure('page_unresponsive', { cause: error }) : error;
    });
  return async (run, ...args) => {
    const source = sourceOf(run);
    const { result, exceptionDetails } = await call(source, args, false).catch((error: unknown) => {
      if (isGone(error)) return callAnew(source, args);
      world = undefined;
      throw error;
    });
    if (exceptionDetails !== undefined) {
      const cause = new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      throw new RenderFailure('page_unresponsive', { cause });
    }
    return result.value;
  };
};
