import type { Protocol } from 'puppeteer-core';
import type { FontFamily } from './font-families.ts';

const families: Readonly<Record<string, FontFamily>> = {
  Hans: 'Noto Sans SC',
  Hant: 'Noto Sans TC',
  Jpan: 'Noto Sans JP',
  Kore: 'Noto Sans KR',
};

/**
 * The default fonts of text that says it is Chinese, Japanese or Korean, sans-serif as on a desktop. They share letters
 * that each writes differently: left to itself, a renderer on Linux draws such a letter the same for the rest of its
 * life as it drew it first, and bold by smearing the regular one.
 */
export const hanFamilies: Protocol.Page.SetFontFamiliesRequest = {
  fontFamilies: {},
  forScripts: Object.entries(families).map(([script, family]) => ({
    script,
    fontFamilies: { standard: family, sansSerif: family },
  })),
};
