import type { Finish } from './device.ts';

/** Black glass in dark metal. */
export const graphite: Finish = {
  metal: ['#8b8f96', '#4a4d53', '#63666d', '#5a5d63', '#45484d', '#7d8188'],
  glass: '#0b0c0e',
  seam: '#1d1f23',
  screenEdge: '#000000',
  lens: '#24272c',
};
