import { device } from './device.ts';
import { graphite } from './graphite.ts';
import { slate } from './slate.ts';

/** The picture as the screen of a dark tablet. */
export const tablet = device(slate, graphite);
