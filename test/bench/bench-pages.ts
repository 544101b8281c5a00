/** The three pages that speed is compared on, at bench-site.ts. `most`: the share of Puppeteer's time that is aimed at. */
export const benchPages = [
  { path: '/small', what: 'a small page', most: 0.75 },
  { path: '/marketing', what: 'a page with pictures and web fonts', most: 1 },
  { path: '/gallery', what: 'a gallery', most: 1 },
] as const;
