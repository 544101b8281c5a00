import type { Area } from '../domain/area.ts';
import type { CaptureOptions } from '../domain/capture-options.ts';
import type { Checks } from '../domain/checks.ts';
import type { Consent } from '../domain/consent.ts';
import type { Geometry } from '../domain/geometry.ts';
import type { EgressDenial } from '../ports/egress.ts';
import type { Picture } from '../ports/renderer.ts';
import type { AdFilters } from './blocking/ad-filters.ts';
import type { Budget } from './budget.ts';
import type { ConsentWatch } from './consent/watch-consent.ts';
import type { Inventory } from './in-page/inventory.ts';
import type { NotedDocument } from './page/main-document.ts';
import type { PageRequests } from './page/page-requests.ts';
import type { Progress } from './page/progress.ts';
import type { Tab } from './page/tab.ts';
import type { EarlyShot } from './picture/early-shot.ts';
import type { EncodedFile } from './picture/encode.ts';
import type { IframePicture } from './picture/iframe-picture.ts';
import type { Photo } from './picture/photo.ts';
import type { PictureSize } from './picture/picture-size.ts';

/** What the steps make, each for those that come after it. */
export interface Made {
  readonly tab: Tab;
  /** What the page asks for, from its navigation on. */
  readonly requests: PageRequests;
  /** The lists that the page's requests are held against, and the addresses that were blocked. */
  readonly blocking: { readonly filters: AdFilters; readonly blocked: readonly string[] };
  readonly consentWatch: ConsentWatch;
  readonly consent: Consent;
  /** The document that was there once its banner had been waited for. */
  readonly documentBeforeScroll: NotedDocument;
  /** Whether a banner has come after that. */
  readonly hasLateBanner: boolean;
  /** Whether the document is painted, as it was asked while images were waited for. */
  readonly painting: Promise<boolean>;
  /** Whether the page seems to be a check that its visitor is no robot. */
  readonly isChallenge: boolean;
  /** What of the picture had arrived, and the sentences that say so. */
  readonly inventory: Inventory;
  readonly saidOfArrivals: readonly string[];
  /** The element that is to be the picture. */
  readonly element: Area;
  /** Whether anything of the page scrolled by itself when that was looked for. */
  readonly scrollsInside: boolean;
  /** CSS pixels of what scrolls inside of the page that no window is high enough for. */
  readonly beyond: number;
  /** A picture of the window that was begun before. */
  readonly earlyShot: EarlyShot;
  readonly title: string;
  /** Whether the window shows another part of the document than its beginning. */
  readonly isScrolled: boolean;
  /** What is photographed. */
  readonly area: Area;
  readonly size: PictureSize;
  /** Whether frames of other sites in the picture have fewer device pixels than the rest of it. */
  readonly hasCoarseFrames: boolean;
  /** Of the frames that the browser would leave empty. */
  readonly framePictures: readonly IframePicture[];
  /** What was photographed; in its frame, once that is drawn. */
  readonly photo: Photo;
  /** Unix milliseconds of the moment the picture was taken. */
  readonly capturedAt: number;
  /** How far the document had come in that moment. */
  readonly progress: Progress;
  /** What was found out about the picture. */
  readonly verdict: Checks;
  readonly file: EncodedFile;
  /** Writes the small picture for lists. */
  readonly preview: Picture['preview'];
}

/** One capture while it is made. */
export interface Work {
  readonly options: CaptureOptions;
  readonly geometry: Geometry;
  /** The text of the mark that a frame is to carry; none where absent. */
  readonly mark?: string | undefined;
  readonly budget: Budget;
  readonly made: Partial<Made>;
  /** Sentences for the caller. */
  readonly warnings: string[];
  /** Device pixels a CSS pixel of the browser's screen, which frames of other sites have. */
  readonly screenScale: number;
  /** Opens the capture's own tab; whoever made this Work closes it, on every path. */
  openTab(): Promise<Tab>;
  /** The lists of advertisements; undefined where this installation has none. */
  adFilters(): Promise<AdFilters | undefined>;
  /** Ends all connections of the page, for good. */
  cutOff(): void;
  /** Why the way out made no connection to where this address leads; undefined: it made one, or nobody knows. */
  denial?(url: string): EgressDenial | undefined;
  /** Rejects when the browser or the page's process is gone; never resolves. */
  readonly lost: Promise<never>;
  isLost(): boolean;
}

/** What an earlier step made. Throws when the plan has the steps in an order that cannot work. */
export const made = <Part extends keyof Made>(work: Work, part: Part): Made[Part] => {
  const found = work.made[part];
  if (found === undefined) throw new Error(`The plan uses "${part}" before a step has made it.`);
  return found as Made[Part];
};
