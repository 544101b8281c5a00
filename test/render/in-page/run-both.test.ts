import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type EmptyTab, openEmptyTab } from '../empty-tab.ts';

let empty: EmptyTab;
beforeAll(async () => {
  empty = await openEmptyTab();
});
afterAll(() => empty.close());

it('runs the second of two functions once the first has settled, with the same arguments, in one question', async () => {
  const { tab, write } = empty;
  await write('<p>Text');
  const first = async (text: string) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    Object.assign(globalThis, { said: `${text}, said the first` });
  };
  const second = (text: string) => `${(globalThis as { said?: string }).said}; ${text}, the second`;
  // The world that both are run in is there.
  await tab.inPage(() => undefined);
  const send = vi.spyOn(tab.cdp, 'send');
  expect(await tab.inPageBoth(first, second, 'Come')).toBe('Come, said the first; Come, the second');
  expect(send.mock.calls.map(([method]) => method)).toEqual(['Runtime.callFunctionOn']);
});
