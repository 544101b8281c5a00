/** What a preset fills in, in pixels (contract, `preset`). */
interface Preset {
  readonly viewport: number;
  readonly width: number;
  readonly height: number;
  readonly isPro: boolean;
}

/** The named sizes: layout width, then width and height of the file. */
export const presets = {
  og: { viewport: 1280, width: 1200, height: 630, isPro: false },
  mobile: { viewport: 390, width: 390, height: 844, isPro: false },
  youtube_thumbnail: { viewport: 1280, width: 1280, height: 720, isPro: false },
  square: { viewport: 1280, width: 1080, height: 1080, isPro: false },
  reel: { viewport: 390, width: 1080, height: 1920, isPro: false },
  pinterest: { viewport: 1280, width: 1000, height: 1500, isPro: false },
  tablet: { viewport: 768, width: 768, height: 1024, isPro: false },
  desktop: { viewport: 1440, width: 1440, height: 900, isPro: true },
  desktop_hd: { viewport: 1920, width: 1920, height: 1080, isPro: true },
  twitter_header: { viewport: 1500, width: 1500, height: 500, isPro: true },
  linkedin_banner: { viewport: 1584, width: 1584, height: 396, isPro: true },
  hero_banner: { viewport: 1920, width: 1920, height: 600, isPro: true },
} as const satisfies Record<string, Preset>;
export type PresetName = keyof typeof presets;
export const presetNames = Object.keys(presets) as [PresetName, ...PresetName[]];
