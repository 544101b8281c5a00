import type { BannerWords } from '../consent/banner-words.ts';

/** What is asked of one look at a document. */
export interface Look {
  readonly words: BannerWords;
  readonly action: 'accept' | 'reject';
  /** Presses the button of the action, or the one that opens the banner's settings, where there is one. */
  readonly press: 'answer' | 'settings' | 'nothing';
  /** The document is that of a frame that lies over the page: all of it may be a banner. */
  readonly isOverlay: boolean;
}

/** What was seen. */
export interface Sight {
  /** A banner is in view: something over the page that speaks of cookies and has a button to answer with. */
  readonly banner: boolean;
  /** It has a button for the action. */
  readonly canAnswer: boolean;
  /** It has a button that opens its settings. */
  readonly hasSettings: boolean;
  /** Something is still moving or fading, and will end. */
  readonly moving: boolean;
  /** The addresses of the frames that lie over the page. */
  readonly frames: readonly string[];
}
