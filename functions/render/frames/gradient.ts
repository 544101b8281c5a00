import { backdrop } from './backdrop.ts';

/** The picture on a bright gradient. */
export const gradient = backdrop({
  stops: [
    [0, '#5b6cff'],
    [0.42, '#a45cf5'],
    [0.74, '#f4699c'],
    [1, '#ffb066'],
  ],
  glows: [
    [0.12, 0.08, 0.6, '#7fd4ff', 0.55],
    [0.95, 0.2, 0.45, '#d08bff', 0.4],
  ],
  shadow: '#1c0b3d',
});
