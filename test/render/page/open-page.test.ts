import { expect, it } from 'vitest';
import { geometry } from '../../../functions/domain/geometry.ts';
import { warmBrowser } from '../../../functions/render/browser/browser.ts';
import { readyPage } from '../../../functions/render/page/ready-page.ts';
import { tabOf } from '../../../functions/render/page/tab.ts';
import { someOptions } from '../../support/builders.ts';

it('gives documents no world beside their own but the one that is asked in', async () => {
  const browsers = warmBrowser();
  try {
    const { context } = await browsers.openContext('http://127.0.0.1:9');
    const tab = await tabOf(await readyPage(context), geometry(someOptions()), someOptions());
    const loaded = new Promise((resolve) => tab.cdp.once('Page.loadEventFired', resolve));
    await tab.cdp.send('Page.navigate', { url: 'data:text/html,<p>Text' });
    await loaded;
    await tab.inPage(() => undefined);
    const worlds: string[] = [];
    tab.cdp.on('Runtime.executionContextCreated', ({ context: { name } }) => void worlds.push(name));
    // Tells of all that there are before it is answered.
    await tab.cdp.send('Runtime.enable');
    expect(worlds.toSorted()).toEqual(['', 'snapstack']);
  } finally {
    await browsers.close();
  }
});
