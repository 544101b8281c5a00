import { browserWindow } from './browser-window.ts';

/** The picture in a light browser window. */
export const browserChrome = browserWindow({
  bar: ['#f8f9fb', '#eceef2'],
  barEdge: '#d8dbe1',
  address: '#ffffff',
  addressEdge: '#dfe2e8',
  text: '#4b5563',
  icon: '#6b7280',
  outline: 'stroke="#0b1220" stroke-opacity="0.16"',
});
