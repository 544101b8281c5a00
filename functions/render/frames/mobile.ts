import { device } from './device.ts';
import { graphite } from './graphite.ts';
import { phone } from './phone.ts';

/** The picture as the screen of a dark phone. */
export const mobile = device(phone, graphite);
