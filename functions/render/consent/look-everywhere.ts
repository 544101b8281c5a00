import type { ConsentAction } from '../../domain/consent.ts';
import { everyFrame, type PageFrame } from '../every-frame.ts';
import type { Look, Sight } from '../in-page/banner-look.ts';
import { lookForBanner } from '../in-page/look-for-banner.ts';
import { pressSeen } from '../in-page/press-seen.ts';
import type { TabSessions } from '../tab-sessions.ts';
import { bannerHint } from './banner-words.ts';
import { findClosedRoots } from './find-closed-roots.ts';
import { type Banner, judgeBox } from './judge-box.ts';

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

const bannersIn = ({ inFrame }: PageFrame, { boxes }: Sight, action: ConsentAction): readonly SeenBanner[] =>
  boxes
    .flatMap((box, at): readonly SeenBanner[] => {
      const banner: Banner | undefined = judgeBox(box, action);
      if (banner === undefined) return [];
      const { key, answer, settings, close } = banner;
      return [
        {
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
        },
      ];
    })
    // The last one is the innermost, or the one on top.
    .toReversed();

/**
 * Looks for cookie banners that no rule knows, in the page and in the frames that lie over it. A page that does not answer
 * shows none.
 */
export const lookEverywhere = async (sessions: TabSessions, action: ConsentAction): Promise<Banners> => {
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
  return {
    banners: all.flatMap(({ frame, sight }) => bannersIn(frame, sight, action)),
    moving: all.some(({ sight }) => sight.moving),
  };
};
