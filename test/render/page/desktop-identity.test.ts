import { describe, expect, it } from 'vitest';
import { desktopIdentity } from '../../../functions/render/page/desktop-identity.ts';

describe('desktopIdentity', () => {
  it.each([
    ['X11; Linux x86_64', 'Chrome/153.0.0.0', 'HeadlessChrome/153.0.8010.0', 'Linux', '153.0.8010.0'],
    [
      'Macintosh; Intel Mac OS X 10_15_7',
      'HeadlessChrome/153.0.0.0',
      'HeadlessChrome/153.0.8010.0',
      'macOS',
      '153.0.8010.0',
    ],
    [
      'Windows NT 10.0; Win64; x64',
      'Chrome/153.0.8010.12',
      'Chrome/153.0.8010.12',
      'Windows',
      '153.0.8010.12',
    ],
  ])('on %s, %s', (system, told, product, platform, whole) => {
    const userAgent = (product: string) =>
      `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) ${product} Safari/537.36`;
    const identity = desktopIdentity(userAgent(told), product);
    expect(identity.userAgent).toBe(userAgent('Chrome/153.0.0.0'));
    expect(identity.userAgentMetadata).toMatchObject({ platform, mobile: false });
    expect(identity.userAgentMetadata.brands).toContainEqual({ brand: 'Google Chrome', version: '153' });
    const brand = 'Google Chrome';
    expect(identity.userAgentMetadata.fullVersionList).toContainEqual({ brand, version: whole });
  });
});
