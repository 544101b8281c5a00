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
 * The identity of the desktop Chrome of the same version, from the browser's own user agent. Many sites answer one that
 * says HeadlessChrome with a block page, which is nothing that a visitor would see. A desktop Chrome tells no more than
 * its major version, and its client hints must agree with its user agent.
 */
export const desktopIdentity = (ownUserAgent: string): Identity => {
  const [, major = '0'] = /Chrome\/(\d+)/.exec(ownUserAgent) ?? [];
  return {
    userAgent: ownUserAgent.replace(/(?:Headless)?Chrome\/[\d.]+/, `Chrome/${major}.0.0.0`),
    userAgentMetadata: {
      brands: [
        { brand: 'Google Chrome', version: major },
        // A brand that does not exist, which Chrome sends so that servers do not rely on the list.
        { brand: 'Not_A Brand', version: '8' },
        { brand: 'Chromium', version: major },
      ],
      platform: platforms.find(([pattern]) => pattern.test(ownUserAgent))?.[1] ?? 'Linux',
      platformVersion: '',
      architecture: 'x86',
      bitness: '64',
      model: '',
      mobile: false,
    },
  };
};
