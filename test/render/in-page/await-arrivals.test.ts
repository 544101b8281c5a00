import { afterEach, expect, it, vi } from 'vitest';
import { awaitArrivals } from '../../../functions/render/in-page/await-arrivals.ts';
import { own } from '../../../functions/render/in-page/own.ts';

afterEach(() => void vi.unstubAllGlobals());

/** Waits in a document without images, whose `fonts.ready` settles only when `fonts` says so. */
const waiting = (readyState: string, status: string, fonts: Promise<void>) => {
  vi.stubGlobal('own', own);
  vi.stubGlobal('scrollY', 0);
  const document = {
    readyState,
    fonts: { status, ready: fonts },
    querySelectorAll: () => [],
    querySelector: () => null,
  };
  vi.stubGlobal('document', Object.setPrototypeOf(document, { getAnimations: () => [] }));
  return awaitArrivals(720, false).then(() => 'arrived' as const);
};

// As it is in Chromium of a document whose head waits for what never comes.
it('there are no fonts to wait for, though `ready` never settles, while the document itself is still coming', async () => {
  expect(await waiting('loading', 'loaded', new Promise(() => undefined))).toBe('arrived');
});

it.each([
  ['complete', 'loaded'],
  ['complete', 'loading'],
  ['loading', 'loading'],
])('fonts are waited for where the document is %s and they are %s', async (readyState, status) => {
  const { promise: fonts, resolve: haveCome } = Promise.withResolvers<void>();
  const arrived = waiting(readyState, status, fonts);
  expect(
    await Promise.race([arrived, new Promise((resolve) => setImmediate(resolve, 'still waiting'))]),
  ).toBe('still waiting');
  haveCome();
  expect(await arrived).toBe('arrived');
});
