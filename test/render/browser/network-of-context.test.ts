import { expect, it, onTestFinished, vi } from 'vitest';
import { warmBrowser } from '../../../functions/render/browser/browser.ts';

it('takes what speaks to the network once its context is there for its own, in a browser that had none before', async () => {
  const hasNetwork = vi.fn(() => true);
  const browsers = warmBrowser({ watchNetwork: () => hasNetwork });
  onTestFinished(() => browsers.close());
  const { context } = await browsers.openContext('http://127.0.0.1:9');
  expect(context.closed).toBe(false);
  expect(hasNetwork).toHaveBeenCalledOnce();
});
