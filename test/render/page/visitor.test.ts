import type { Browser, CDPSession } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { becomeVisitorOfFrame } from '../../../functions/render/page/visitor.ts';
import { someOptions } from '../../support/builders.ts';

it('asks a browser once who it is, whatever number of frames a page has', async () => {
  let asked = 0;
  const browser: Pick<Browser, 'userAgent' | 'version'> = {
    version: async () => 'HeadlessChrome/140.0.1.2',
    userAgent: async () => {
      asked += 1;
      return 'Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0.0.0';
    },
  };
  const told: unknown[] = [];
  const send = async (method: string, { userAgent }: { readonly userAgent?: string }) => {
    if (method === 'Emulation.setUserAgentOverride') told.push(userAgent);
  };
  const frame = { send } as unknown as CDPSession;
  for (let frames = 0; frames < 3; frames += 1)
    await becomeVisitorOfFrame(browser as Browser, frame, someOptions());
  const desktop = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0';
  expect([asked, told]).toEqual([1, [desktop, desktop, desktop]]);
});
