import { device } from './device.ts';
import { silver } from './silver.ts';
import { slate } from './slate.ts';

/** The picture as the screen of a light tablet. */
export const tabletLight = device(slate, silver);
