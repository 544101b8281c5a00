import type { CDPSession } from 'puppeteer-core';
import { afterEach, expect, it, vi } from 'vitest';
import { documentTitle } from '../../../functions/render/in-page/document-title.ts';
import { runInPage } from '../../../functions/render/in-page/run-in-page.ts';

afterEach(() => void vi.unstubAllGlobals());

/** A session whose page leaves so many documents while they are asked. */
const leaving = (documents: number, message: string): CDPSession => {
  let left = 0;
  const send = async (method: string) => {
    if (method === 'Page.createIsolatedWorld') return { executionContextId: left };
    left += 1;
    if (left <= documents) throw new Error(message);
    return { result: { value: 'answered' } };
  };
  return { send } as unknown as CDPSession;
};

it.each([
  'Protocol error (Runtime.callFunctionOn): Cannot find context with specified id',
  'Protocol error (Runtime.callFunctionOn): Inspected target navigated or closed',
])('asks the next document when the one that it asked has gone: %s', async (message) => {
  expect(await runInPage(leaving(1, message), 'main').run(() => 'answered')).toBe('answered');
});

it('asks the next document in a world of its own, whose number in its process says nothing in another', async () => {
  const worlds: unknown[] = [];
  const send = async (method: string, { executionContextId }: { readonly executionContextId?: number }) => {
    if (method === 'Page.createIsolatedWorld') return { executionContextId: 7 + worlds.length };
    worlds.push(executionContextId);
    return { result: { value: 'answered' } };
  };
  const { run, forget } = runInPage({ send } as unknown as CDPSession, 'main');
  await run(() => 'answered');
  forget();
  await run(() => 'answered');
  expect(worlds).toEqual([7, 8]);
});

it('asks once more where another document came before the answer', async () => {
  const answers = ['of any world', 'of the document'];
  const send = async (method: string) => {
    if (method === 'Page.createIsolatedWorld') return { executionContextId: 1 };
    if (answers.length === 2) forget();
    return { result: { value: answers.shift() } };
  };
  const { run, forget } = runInPage({ send } as unknown as CDPSession, 'main');
  expect(await run(() => 'answered')).toBe('of the document');
});

it('fails with page_unresponsive for a page that leaves the next ones too', async () => {
  const gone = 'Protocol error (Runtime.callFunctionOn): Inspected target navigated or closed';
  const asking = runInPage(leaving(3, gone), 'main').run(() => 'answered');
  await expect(asking).rejects.toMatchObject({ code: 'page_unresponsive' });
});

it('fails with page_unresponsive, which is not tried again, where the page makes what asks it throw', async () => {
  const thrown = { exception: { description: 'TypeError: element.style.setProperty is not a function' } };
  const send = async () => ({ executionContextId: 1, result: {}, exceptionDetails: thrown });
  const asking = runInPage({ send } as unknown as CDPSession, 'main').run(() => 'answered');
  await expect(asking).rejects.toMatchObject({
    code: 'page_unresponsive',
    cause: { message: 'TypeError: element.style.setProperty is not a function' },
  });
});

it.each([
  ['cut', 'x'.repeat(100), 'x'.repeat(10)],
  ['whole', 'Title', 'Title'],
  ['empty where an element is called so', {}, ''],
])('reads the title of a document: %s', (_, title, expected) => {
  vi.stubGlobal('document', { title });
  expect(documentTitle(10)).toBe(expected);
});
