import { browserWindow } from './browser-window.ts';

/** The picture in a dark browser window. */
export const browserChromeDark = browserWindow({
  bar: ['#3a3d44', '#2e3037'],
  barEdge: '#1f2126',
  address: '#1f2127',
  addressEdge: '#484c55',
  text: '#cfd3da',
  icon: '#a9aeb8',
  outline: 'stroke="#14161a" stroke-opacity="0.9"',
});
