import type { CaptureOptions } from '../../domain/capture-options.ts';
import { browserChrome } from './browser-chrome.ts';
import { browserChromeDark } from './browser-chrome-dark.ts';
import type { DrawFrame } from './frame.ts';
import { gradient } from './gradient.ts';
import { laptop } from './laptop.ts';
import { mobile } from './mobile.ts';
import { mobileLight } from './mobile-light.ts';
import { polaroid } from './polaroid.ts';
import { rounded } from './rounded.ts';
import { shadow } from './shadow.ts';
import { shotbotBrand } from './shotbot-brand.ts';
import { tablet } from './tablet.ts';
import { tabletLight } from './tablet-light.ts';

/** The name of a frame, as callers send it. */
export type FrameName = Exclude<CaptureOptions['frame'], ''>;

/** Every frame by its name (contract, `frame`). */
export const frames: Readonly<Record<FrameName, DrawFrame>> = {
  rounded,
  shadow,
  browser_chrome: browserChrome,
  browser_chrome_dark: browserChromeDark,
  mobile,
  mobile_light: mobileLight,
  tablet,
  tablet_light: tabletLight,
  laptop,
  polaroid,
  gradient,
  shotbot_brand: shotbotBrand,
};
