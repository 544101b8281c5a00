import type { ConformanceSite } from './conformance-site.ts';

/** What the cases are about, in the order of the table. */
export const areas = [
  'geometry',
  'selector and scroll position',
  'tall pages',
  'formats',
  'frames',
  'pdf',
  'fonts',
  'page life',
  'lazy content',
  'media',
  'consent',
  'ads',
  'access',
  'region',
  'failures',
  'verdict',
] as const;
export type Area = (typeof areas)[number];

/** What a service tells of a capture beside its file; undefined: it does not say. Sizes in pixels. */
export interface Told {
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly httpStatus: number | undefined;
  readonly finalUrl: string | undefined;
  readonly title: string | undefined;
  readonly warnings: readonly string[] | undefined;
  readonly checks: Readonly<Record<string, unknown>> | undefined;
  /** Milliseconds a phase. */
  readonly timings: Readonly<Record<string, number>> | undefined;
  /** Where the file is found: on the static host, or by its token alone. */
  readonly place: 'published' | 'held' | undefined;
}

/** What came of a capture. */
export type Capture =
  | {
      readonly outcome: 'file';
      readonly bytes: Uint8Array;
      readonly preview: Uint8Array | undefined;
      readonly told: Told;
    }
  | { readonly outcome: 'failed'; readonly code: string; readonly detail: string };

/** Says exactly what is wrong with a capture, a sentence a fault; nothing when it is right. */
export type Judge = (capture: Capture) => Promise<readonly string[]> | readonly string[];

/** One thing that a capture service has to get right. */
export interface ConformanceCase {
  readonly name: string;
  readonly area: Area;
  /** A path of the site, or the whole address of something else. */
  readonly page: string | ((site: ConformanceSite) => string);
  /** As a caller sends them, without `url`; `wait_time` is 0 unless given. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly judge: Judge;
  /** The option that the case proves: it has to fail when that is left out. */
  readonly proves?: string;
  /** Small enough for `npm test`. */
  readonly quick?: boolean;
  /** How long the capture may take where the target leaves that to its caller; 30 unless given. */
  readonly seconds?: number;
  /** Taken twice: the files have to be the same to the byte. */
  readonly twice?: boolean;
  /** Asks for what only a service has, such as publishing. */
  readonly needsService?: boolean;
}

/** Cases of one area, as data. */
export const casesOf = (
  area: Area,
  cases: readonly Omit<ConformanceCase, 'area'>[],
): readonly ConformanceCase[] => cases.map((one) => ({ ...one, area }));
