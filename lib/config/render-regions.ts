/** Where each render region's browsers run. Hanoi has no AWS region of its own; Singapore is the nearest. */
export const renderRegions = {
  'fr-paris': 'eu-west-3',
  'ca-montreal': 'ca-central-1',
  'sg-singapore': 'ap-southeast-1',
  'au-sydney': 'ap-southeast-2',
  'vn-hanoi': 'ap-southeast-1',
} as const;
export type RenderRegion = keyof typeof renderRegions;
