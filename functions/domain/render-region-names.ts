/** Where a page can be looked at from (contract, `render_region`); the first is the default. */
export const renderRegionNames = [
  'fr-paris',
  'ca-montreal',
  'sg-singapore',
  'au-sydney',
  'vn-hanoi',
] as const;
