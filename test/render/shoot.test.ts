import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { warmBrowser } from '../../functions/render/browser/browser.ts';
import { look } from '../../functions/render/look.ts';
import type { Tab } from '../../functions/render/page/tab.ts';
import type { PictureOptions } from '../../functions/render/picture/picture-format.ts';
import { runSteps } from '../../functions/render/step.ts';
import { consentSentences } from '../../functions/render/steps/consent-sentences.ts';
import { shoot } from '../../functions/render/steps/shoot.ts';
import { someOptions } from '../support/builders.ts';
import { type Rig, startRig } from './rig.ts';
import { tabIn } from './tab-in.ts';
import { workWith } from './work-with.ts';

const never = new Promise<never>(() => undefined);

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

it('keeps a page that would load itself anew while it is photographed', async () => {
  const { pageTitle, warnings } = await rig.capture('/anew', { fullpage: true });
  // It would be told that another one had come, and been photographed in its place.
  expect(warnings).toEqual([]);
  // None has come after the one that told what it is called.
  expect(rig.site.requests.filter((path) => path === '/anew')).toHaveLength(Number(pageTitle));
});

it('photographs the other document where one comes after all', async () => {
  const page = ({ url = '' }: { readonly url?: string | undefined }) =>
    `<title>${url.slice(-4)}</title><body style="background:${url.endsWith('blue') ? '#00f' : '#f00'}">`;
  // The browser asks its proxy for whole addresses: this one answers itself.
  const proxy = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(page(request));
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const browsers = warmBrowser();
  try {
    const { context } = await browsers.openContext(
      `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    );
    const options = someOptions({ format: 'png', dismiss_cookies: 'accept' }) as PictureOptions;
    const { tab } = await tabIn(context, options);
    await tab.document.navigate('http://example.com/a-red');
    let asked = 0;
    const send = async (method: string, ...rest: readonly unknown[]) => {
      const isPicture = method === 'Page.captureScreenshot';
      asked += isPicture ? 1 : 0;
      if (!isPicture || asked > 1) return tab.cdp.send(method as never, ...(rest as []));
      // Both are on their way at the same time, and this one's answer is never told.
      const lost = tab.cdp.send(method as never, ...(rest as [])) as Promise<unknown>;
      await Promise.allSettled([tab.cdp.send('Page.navigate', { url: 'http://example.com/blue' })]);
      return lost.then(
        () => never,
        () => never,
      );
    };
    let answered: string | undefined;
    const work = workWith(options, {
      tab: { ...tab, cdp: { send } as unknown as Tab['cdp'] },
      consentWatch: { progress: () => ({ answering: undefined, answered, failed: undefined }) },
    });
    await runSteps(look(options), work, work.budget);
    expect(work.made.title).toBe('-red');
    const said = 'Of the first alone.';
    work.warnings.push(said, consentSentences.timed_out);
    Object.assign(work.made, { saidOfArrivals: [said] });
    answered = 'CMP';
    const made = await shoot(options).run(work, 10_000);
    expect(made?.title).toBe('blue');
    expect(made?.consent?.result).toBe('accepted');
    const { data } = (await made?.photo?.pixels()) ?? {};
    expect([...(data?.subarray(0, 3) ?? [])]).toEqual([0, 0, 255]);
    expect(work.warnings).toEqual([expect.stringMatching(/^The page went on to another one/)]);
    expect(asked).toBe(2);
  } finally {
    await browsers.close();
    proxy.close();
  }
});
