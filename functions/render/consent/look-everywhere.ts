import type { Look, SeenBox, Sight } from '../in-page/banner-look.ts';
import { lookForBanner } from '../in-page/look-for-banner.ts';
import { pressSeen } from '../in-page/press-seen.ts';
import { everyFrame, type PageFrame } from '../page/every-frame.ts';
import type { TabSessions } from '../page/tab-sessions.ts';
import type { BannerJudge } from './banner-judge.ts';
import { bannerHint } from './banner-words.ts';
import { findClosedRoots } from './find-closed-roots.ts';
import type { Banner } from './judge-box.ts';

/** A banner in view, and what can be done with it. */
export interface SeenBanner {
  readonly key: string;
  /** It has a button for the action. */
  readonly canAnswer: boolean;
  /** It has a button that opens its settings. */
  readonly hasSettings: boolean;
  /** It asks for no answer, and has a button that takes it away. */
  readonly canClose: boolean;
  /** Presses one of these. False: it is no longer there. */
  press(what: 'answer' | 'settings' | 'close'): Promise<boolean>;
}

/** What is in view of the page's banners. */
export interface Banners {
  /** Those of the page itself first, and of one document the one on top. */
  readonly banners: readonly SeenBanner[];
  /** Something is still moving or fading, and will end. */
  readonly moving: boolean;
}

const nothing: Sight = { boxes: [], moving: false, frames: [] };
/** Frames whose document was written by the page, too. */
const ANY_DOCUMENT = /^(?:https?:|about:(?:blank|srcdoc)$)/;

const withoutFragment = (url: string): string => url.replace(/#.*/, '');

/** Boxes of a page and its frames that are judged in one look. Pages that mean well have one or two. */
const MOST_JUDGED = 20;

interface Candidate {
  readonly frame: PageFrame;
  readonly box: SeenBox;
  /** Its place among those of its document. */
  readonly at: number;
  /** How many of its document come before it. */
  readonly rank: number;
}

const candidatesIn = (frame: PageFrame, { boxes }: Sight): readonly Candidate[] =>
  boxes
    .map((box, at) => ({ frame, box, at, rank: boxes.length - 1 - at }))
    // The last one is the innermost, or the one on top.
    .toReversed();

/** In their order; each document's first ones, so that one with many does not hide those of the others. */
const firstOf = (candidates: readonly Candidate[]): readonly Candidate[] => {
  const first = new Set(candidates.toSorted((a, b) => a.rank - b.rank).slice(0, MOST_JUDGED));
  return candidates.filter((one) => first.has(one));
};

const seenAs = (
  { frame: { inFrame }, box, at }: Candidate,
  { key, answer, settings, close }: Banner,
): SeenBanner => ({
  key,
  canAnswer: answer !== undefined,
  hasSettings: settings !== undefined,
  canClose: close !== undefined,
  press: async (what) => {
    const button = { answer, settings, close }[what];
    const label = button === undefined ? undefined : box.buttons[button]?.label;
    if (button === undefined || label === undefined) return false;
    // A press may take its own document away, and the answer with it.
    return inFrame(pressSeen, at, button, label).catch(() => true);
  },
});

/**
 * Looks for cookie banners that no rule knows, in the page and in the frames that lie over it. A page that does not answer
 * shows none.
 */
export const lookEverywhere = async (sessions: TabSessions, judge: BannerJudge): Promise<Banners> => {
  const look: Look = { hint: bannerHint, isOverlay: false };
  const [main, ...others] = await everyFrame(sessions, ANY_DOCUMENT);
  if (main === undefined) return { banners: [], moving: false };
  const lookAtPage = () => main.inFrame(lookForBanner, look).catch(() => nothing);
  let page = await lookAtPage();
  const tab = sessions.parts().find(({ type }) => type === 'page');
  // What nobody's script can enter is looked for only where there is nothing else.
  if (page.boxes.length === 0 && tab && (await findClosedRoots(tab.session, main.id).catch(() => false))) {
    page = await lookAtPage();
  }
  const over = new Set(page.frames.map(withoutFragment));
  // What the page writes into an empty frame has the page's own address.
  if (over.has('about:blank')) over.add(withoutFragment(main.url));
  const frames = others.filter(({ url }) => over.has(withoutFragment(url)));
  const sights = await Promise.all(
    frames.map(async (frame) => {
      const sight = await frame.inFrame(lookForBanner, { ...look, isOverlay: true }).catch(() => nothing);
      return { frame, sight };
    }),
  );
  const all = [{ frame: main, sight: page }, ...sights];
  const candidates = firstOf(all.flatMap(({ frame, sight }) => candidatesIn(frame, sight)));
  const judged = await judge(candidates.map(({ box }) => box));
  return {
    banners: candidates.flatMap((candidate, index) => {
      const banner = judged[index];
      return banner === undefined ? [] : [seenAs(candidate, banner)];
    }),
    moving: all.some(({ sight }) => sight.moving),
  };
};
