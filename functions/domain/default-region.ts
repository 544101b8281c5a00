import { renderRegionNames } from './render-region-names.ts';

/** Where pages are looked at from when a caller names no region (contract, `render_region`). */
export const [DEFAULT_REGION] = renderRegionNames;
