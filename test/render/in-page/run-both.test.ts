import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EmptyTab, openEmptyTab } from '../empty-tab.ts';

let empty: EmptyTab;
beforeAll(async () => {
  empty = await openEmptyTab();
});
afterAll(() => empty.close());

it('runs the second of two functions once the first has settled, with the same arguments, in one question', async () => {
  const { tab, write } = empty;
  await write('<p>Text');
  const asked: string[] = [];
  const { send } = tab.cdp;
  tab.cdp.send = ((method: string, ...rest: []) => {
    asked.push(method);
    return send.call(tab.cdp, method as 'Page.enable', ...rest);
  }) as typeof send;
  // Undefined in the page before the first has settled.
  const first = async (text: string) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    Object.assign(globalThis, { said: `${text}, said the first` });
  };
  const second = (text: string) => `${(globalThis as { said?: string }).said}; ${text}, the second`;
  await tab.inPage(() => undefined);
  asked.length = 0;
  expect(await tab.inPageBoth(first, second, 'Come')).toBe('Come, said the first; Come, the second');
  expect(asked).toEqual(['Runtime.callFunctionOn']);
});
