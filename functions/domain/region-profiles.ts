import type { renderRegionNames } from './render-region-names.ts';

export type RenderRegionName = (typeof renderRegionNames)[number];

/** What a visitor from a place looks like to a page. */
export interface RegionProfile {
  /** BCP 47. */
  readonly locale: string;
  /** IANA. */
  readonly timeZone: string;
  /** Degrees. */
  readonly latitude: number;
  readonly longitude: number;
}

/** Who looks at a page from each render region (contract, `render_region`). */
export const regionProfiles: Readonly<Record<RenderRegionName, RegionProfile>> = {
  'fr-paris': { locale: 'fr-FR', timeZone: 'Europe/Paris', latitude: 48.8566, longitude: 2.3522 },
  'ca-montreal': { locale: 'fr-CA', timeZone: 'America/Toronto', latitude: 45.5019, longitude: -73.5674 },
  'sg-singapore': { locale: 'en-SG', timeZone: 'Asia/Singapore', latitude: 1.3521, longitude: 103.8198 },
  'au-sydney': { locale: 'en-AU', timeZone: 'Australia/Sydney', latitude: -33.8688, longitude: 151.2093 },
  'vn-hanoi': { locale: 'vi-VN', timeZone: 'Asia/Ho_Chi_Minh', latitude: 21.0278, longitude: 105.8342 },
};

/** What somebody there reads, the best first: `fr-FR`, then `fr`. */
export const languagesOf = (locale: string): readonly string[] => [
  locale,
  locale.slice(0, locale.indexOf('-')),
];
