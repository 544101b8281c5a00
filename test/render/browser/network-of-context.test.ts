import { expect, it, onTestFinished, vi } from 'vitest';
import { warmBrowser } from '../../../functions/render/browser/browser.ts';
import * as networkService from '../../../functions/render/browser/network-service.ts';

vi.mock(import('../../../functions/render/browser/network-service.ts'), { spy: true });

it('takes what speaks to the network once its context is there for its own, in a browser that had none before', async () => {
  const hasNetwork = vi.fn(() => true);
  vi.mocked(networkService.watchNetworkService).mockReturnValue(hasNetwork);
  const browsers = warmBrowser();
  onTestFinished(() => browsers.close());
  await browsers.openContext('http://127.0.0.1:9');
  expect(hasNetwork).toHaveBeenCalledOnce();
});
