import type { ConsentAction } from '../../domain/consent.ts';
import { everyFrame } from '../every-frame.ts';
import type { Look, Sight } from '../in-page/banner-look.ts';
import { lookForBanner } from '../in-page/look-for-banner.ts';
import type { TabSessions } from '../tab-sessions.ts';
import { bannerWords } from './banner-words.ts';

const nothing: Sight = { banner: false, canAnswer: false, hasSettings: false, moving: false, frames: [] };

const withoutFragment = (url: string): string => url.replace(/#.*/, '');

/**
 * Looks for a cookie banner that no rule knows, in the page and in the frames that lie over it, and presses the button
 * for `action`, or for its settings, when told to. A page that does not answer shows none.
 */
export const lookEverywhere = async (
  sessions: TabSessions,
  action: ConsentAction,
  press: Look['press'],
): Promise<Sight> => {
  const look: Look = { words: bannerWords, action, press, isOverlay: false };
  const [main, ...others] = await everyFrame(sessions);
  const page = (await main?.inFrame(lookForBanner, look).catch(() => undefined)) ?? nothing;
  // Pressed once is answered.
  if (press === 'answer' && page.canAnswer) return page;
  if (press === 'settings' && page.hasSettings) return page;
  const over = new Set(page.frames.map(withoutFragment));
  const frames = others.filter(({ url }) => over.has(withoutFragment(url)));
  const sights = await Promise.all(
    frames.map(({ inFrame }) => inFrame(lookForBanner, { ...look, isOverlay: true }).catch(() => nothing)),
  );
  const all = [page, ...sights];
  return {
    banner: all.some(({ banner }) => banner),
    canAnswer: all.some(({ canAnswer }) => canAnswer),
    hasSettings: all.some(({ hasSettings }) => hasSettings),
    moving: all.some(({ moving }) => moving),
    frames: page.frames,
  };
};
