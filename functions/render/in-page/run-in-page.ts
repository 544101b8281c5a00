import type { CDPSession } from 'puppeteer-core';
import { RenderFailure } from '../../domain/render-failure.ts';
import { allIn } from './all-in.ts';
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

/** The same of a function that is told of elements first, which are there by their backend ids; those that are gone are not. */
export type RunInPageWith = <Args extends readonly unknown[], Result>(
  backendNodeIds: readonly number[],
  // What of an element a function needs, it declares by itself.
  run: (elements: never, ...args: Args) => Result,
  ...args: Args
) => Promise<Awaited<Result>>;

/** The same of two functions, of which the second is run, with the same arguments, once the first has settled; its result. */
export type RunInPageBoth = <Args extends readonly unknown[], Result>(
  first: (...args: Args) => unknown,
  run: (...args: Args) => Result,
  ...args: Args
) => Promise<Awaited<Result>>;

/** How functions are run in one document. */
export interface InPage {
  readonly run: RunInPage;
  readonly runBoth: RunInPageBoth;
  readonly runWith: RunInPageWith;
  /**
   * The frame has another document. Where that is in another process, the number of the world before may be that of a world of
   * the page there.
   */
  forget(): void;
}

/** What is run, and with what. */
interface Call {
  readonly run: (...args: never) => unknown;
  /** What is run, and waited for, before. */
  readonly first?: Call['run'];
  readonly args: readonly unknown[];
  /** The elements that come before the arguments, as one of them. */
  readonly nodes?: readonly number[];
}

type Arguments = readonly { readonly objectId: string }[];

/** The function as it is sent: with what is there for all of them, and nothing else from outside itself. */
const sourceOf = ({ run, first }: Call, elements: number | undefined): string => {
  const args = elements === undefined ? '...args' : `args.slice(0, ${elements}), ...args.slice(${elements})`;
  const [kind, before] = first === undefined ? ['', ''] : ['async ', `await (${first})(${args});`];
  return `${kind}function (...args) { const own = ${own}; const allIn = ${allIn}; ${before} return (${run})(${args}); }`;
};

/** Whether the document that was asked has gone since. */
const isGone = (error: unknown): boolean =>
  error instanceof Error &&
  /Cannot find context|navigated or closed|context was destroyed/.test(error.message);

/**
 * Runs functions in the document of a frame, in a world of their own: the page's own Promise, setTimeout or document.fonts may be
 * anything. Each is sent as its source, beside which there are `own` and `allIn` alone. What one leaves in that world is there
 * for the next, until the document goes.
 */
export const runInPage = (cdp: CDPSession, frameId: string): InPage => {
  let world: Promise<number> | undefined;
  const create = async (): Promise<number> => {
    const asked = { frameId, worldName: 'snapstack' };
    const { executionContextId } = await cdp.send('Page.createIsolatedWorld', asked);
    return executionContextId;
  };
  const elementsIn = async (executionContextId: number, nodes: readonly number[]): Promise<Arguments> => {
    const found = nodes.map((backendNodeId) =>
      cdp.send('DOM.resolveNode', { backendNodeId, executionContextId }).catch(() => undefined),
    );
    return (await Promise.all(found)).flatMap((one) => {
      const objectId = one?.object.objectId;
      return objectId === undefined ? [] : [{ objectId }];
    });
  };
  const call = async (order: Call, isNew: boolean) => {
    const { nodes, args } = order;
    if (isNew) world = undefined;
    world ??= create();
    const executionContextId = await world;
    const elements = nodes && (await elementsIn(executionContextId, nodes));
    return cdp.send('Runtime.callFunctionOn', {
      functionDeclaration: sourceOf(order, elements?.length),
      executionContextId,
      arguments: [...(elements ?? []), ...args.map((value) => ({ value }))],
      awaitPromise: true,
      returnByValue: true,
    });
  };
  let forgotten = 0;
  /** The answer to a call; undefined where the document has gone, or nobody knows which one it is of. */
  const answerOf = async (order: Call, isNew: boolean) => {
    const before = forgotten;
    try {
      const answer = await call(order, isNew);
      return before === forgotten ? answer : undefined;
    } catch (error) {
      world = undefined;
      if (isGone(error)) return undefined;
      throw error;
    }
  };
  const answerTo = async (order: Call) => {
    const answer =
      (await answerOf(order, false)) ?? (await answerOf(order, true)) ?? (await answerOf(order, true));
    if (answer === undefined) {
      const cause = new Error('The page leaves its documents faster than they can be asked.');
      throw new RenderFailure('page_unresponsive', { cause });
    }
    const { result, exceptionDetails } = answer;
    if (exceptionDetails !== undefined) {
      const cause = new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      throw new RenderFailure('page_unresponsive', { cause });
    }
    return result.value;
  };
  return {
    run: (run, ...args) => answerTo({ run, args }),
    runBoth: (first, run, ...args) => answerTo({ first, run, args }),
    runWith: (nodes, run, ...args) => answerTo({ nodes, run, args }),
    forget: () => {
      forgotten += 1;
      world = undefined;
    },
  };
};
