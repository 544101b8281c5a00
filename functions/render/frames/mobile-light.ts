import { device } from './device.ts';
import { phone } from './phone.ts';
import { silver } from './silver.ts';

/** The picture as the screen of a light phone. */
export const mobileLight = device(phone, silver);
