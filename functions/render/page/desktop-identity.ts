import type { Protocol } from 'puppeteer-core';

/** Who the browser says it is: in its requests, to scripts, and in its client hints. */
export interface Identity {
  readonly userAgent: string;
  readonly userAgentMetadata: Protocol.Emulation.UserAgentMetadata;
}

const platforms: readonly (readonly [RegExp, string])[] = [
  [/Macintosh/, 'macOS'],
  [/Windows/, 'Windows'],
];

/**
 * The identity of the desktop Chrome of the same version, from the browser's own user agent and its product, as
 * `HeadlessChrome/153.0.8010.0`, which has all of its version. Many sites answer one that
 * says HeadlessChrome with a block page, which is nothing that a visitor would see. A desktop Chrome tells no more than
 * its major version, and its client hints must agree with its user agent.
 */
export const desktopIdentity = (ownUserAgent: string, product: string): Identity => {
  const [, whole = '0', major = '0'] = /Chrome\/((\d+)[\d.]*)/.exec(product) ?? [];
  const brandsAt = (version: string, ofNone: string) => [
    { brand: 'Google Chrome', version },
    // A brand that does not exist, which Chrome sends so that servers do not rely on the list.
    { brand: 'Not_A Brand', version: ofNone },
    { brand: 'Chromium', version },
  ];
  return {
    userAgent: ownUserAgent.replace(/(?:Headless)?Chrome\/[\d.]+/, `Chrome/${major}.0.0.0`),
    userAgentMetadata: {
      brands: brandsAt(major, '8'),
      // Absent, the browser's own are told to whoever asks for them, and to workers.
      fullVersionList: brandsAt(whole, '8.0.0.0'),
      platform: platforms.find(([pattern]) => pattern.test(ownUserAgent))?.[1] ?? 'Linux',
      platformVersion: '',
      architecture: 'x86',
      bitness: '64',
      model: '',
      mobile: false,
    },
  };
};
