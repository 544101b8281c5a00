import type { CDPSession, Protocol } from 'puppeteer-core';
import * as z from 'zod';
import type { PartOfPage, TabSessions } from '../page/tab-sessions.ts';
import type { Autoconsent } from './autoconsent.ts';

/** What autoconsent has come to so far. */
export interface ConsentProgress {
  /** A banner of this manager is being answered. */
  readonly answering: string | undefined;
  /** A banner of this manager has been answered. */
  readonly answered: string | undefined;
  /** A banner of this manager was seen and could not be answered. */
  readonly failed: string | undefined;
}

/** Autoconsent at work in all frames of a page. */
export interface ConsentWatch {
  progress(): ConsentProgress;
}

/** The world that its script runs in, in each document, and the one function there that reaches us. */
const WORLD = 'snapstack-consent';
const BINDING = 'snapstackConsent';
/** Banners are in one of the first frames; each that is served costs the page some milliseconds. */
const MOST_DOCUMENTS = 40;

const message = z.discriminatedUnion('type', [
  z.object({ type: z.literal('init'), url: z.string() }),
  z.object({ type: z.literal('eval'), id: z.string(), snippetId: z.string() }),
  z.object({ type: z.literal('popupFound'), cmp: z.string() }),
  z.object({ type: z.literal('optInResult'), cmp: z.string(), result: z.boolean() }),
  z.object({ type: z.literal('optOutResult'), cmp: z.string(), result: z.boolean() }),
  z.object({ type: z.literal('autoconsentDone'), cmp: z.string() }),
]);
type Message = z.output<typeof message>;

/** Messages that say nothing we need, such as its reports, are undefined. Its world is ours, so what it sends is JSON. */
const read = (payload: string): Message | undefined => message.safeParse(JSON.parse(payload)).data;

/** A document that runs the script: where it is answered. */
interface Speaker {
  readonly isMain: boolean;
  /** Hands a message to the script. */
  reply(answer: unknown): Promise<unknown>;
  /** The value of an expression in the page's own world of the same document. */
  evaluate(expression: string): Promise<unknown>;
}

/** What is known of a session's execution contexts, by their ids. */
const followContexts = (session: CDPSession) => {
  const contexts = new Map<number, { frameId: string; isPages: boolean }>();
  session.on('Runtime.executionContextCreated', ({ context: { id, auxData } }) => {
    contexts.set(id, { frameId: String(auxData?.['frameId']), isPages: auxData?.['isDefault'] === true });
  });
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    contexts.delete(executionContextId);
  });
  session.on('Runtime.executionContextsCleared', () => contexts.clear());
  const pagesOwn = (frameId: string) =>
    [...contexts].find(([, context]) => context.isPages && context.frameId === frameId)?.[0];
  return { frameOf: (id: number) => contexts.get(id)?.frameId, pagesOwn };
};

const speakerOf = (
  { session, type, targetId }: PartOfPage,
  contexts: ReturnType<typeof followContexts>,
  contextId: number,
): Speaker | undefined => {
  const frameId = contexts.frameOf(contextId);
  if (frameId === undefined) return undefined;
  return {
    isMain: type === 'page' && frameId === targetId,
    reply: (answer) =>
      session.send('Runtime.evaluate', {
        contextId,
        expression: `autoconsentReceiveMessage(${JSON.stringify(answer)}),0`,
      }),
    evaluate: async (expression) => {
      const own = contexts.pagesOwn(frameId);
      if (own === undefined) return undefined;
      const evaluated: Protocol.Runtime.EvaluateResponse = await session.send('Runtime.evaluate', {
        contextId: own,
        expression,
        awaitPromise: true,
        returnByValue: true,
      });
      return evaluated.exceptionDetails === undefined ? evaluated.result.value : undefined;
    },
  };
};

/**
 * Runs autoconsent in every document of the page, frames of other sites included, and lets it answer what it finds, at
 * once. It runs in a world of its own with the only way to reach us, so that the page can neither see nor forge its
 * messages; the document that asks is told by its execution context, and what is run in the page's own world comes from
 * autoconsent's list alone.
 */
export const watchConsent = async (
  sessions: TabSessions,
  { script, config, rules, snippet }: Autoconsent,
): Promise<ConsentWatch> => {
  let progress: ConsentProgress = { answering: undefined, answered: undefined, failed: undefined };
  const set = (change: Partial<ConsentProgress>) => {
    // The first answer counts: a page that loads anew afterwards may show its banner's rest.
    progress = { ...progress, ...change, answered: progress.answered ?? change.answered };
  };
  let documents = 0;

  const hear = async (said: Message, speaker: Speaker): Promise<void> => {
    switch (said.type) {
      case 'init':
        documents += 1;
        if (documents > MOST_DOCUMENTS) return;
        await speaker.reply({
          type: 'initResp',
          config,
          rules: { autoconsent: rules(said.url, speaker.isMain) },
        });
        return;
      case 'eval': {
        const expression = snippet(said.snippetId);
        const result = expression === undefined ? false : Boolean(await speaker.evaluate(expression));
        await speaker.reply({ type: 'evalResp', id: said.id, result });
        return;
      }
      case 'popupFound':
        set({ answering: said.cmp });
        return;
      case 'optInResult':
      case 'optOutResult':
        if (!said.result) set({ answering: undefined, failed: said.cmp });
        return;
      case 'autoconsentDone':
        set({ answering: undefined, answered: said.cmp });
    }
  };

  await sessions.greet(async (part) => {
    const { session, type } = part;
    if (type !== 'page' && type !== 'iframe') return;
    const contexts = followContexts(session);
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name !== BINDING) return;
      const said = read(payload);
      const speaker = speakerOf(part, contexts, executionContextId);
      // One whose document is gone meanwhile needs no answer.
      if (said !== undefined && speaker !== undefined) hear(said, speaker).catch(() => undefined);
    });
    await Promise.all([
      session.send('Runtime.enable'),
      session.send('Page.enable'),
      session.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD }),
      session.send('Page.addScriptToEvaluateOnNewDocument', {
        worldName: WORLD,
        source: `if(/^https?:$/.test(location.protocol)){
globalThis.autoconsentSendMessage=(message)=>${BINDING}(JSON.stringify(message));
${script}}`,
        runImmediately: true,
      }),
    ]);
  });
  return { progress: () => progress };
};
