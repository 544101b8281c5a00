import type { Finish } from './device.ts';

/** White glass in light metal. */
export const silver: Finish = {
  metal: ['#b4b8bf', '#e9ebee', '#d5d8dc', '#dcdfe3', '#eef0f2', '#aeb2b9'],
  glass: '#fbfbfc',
  seam: '#c3c7cd',
  screenEdge: '#d9dce1',
  lens: '#b9bec6',
};
