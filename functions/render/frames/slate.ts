import type { Build } from './device.ts';

/** A tablet with a screen 768 wide. */
export const slate: Build = {
  short: 768,
  bezel: 36,
  metal: 3.6,
  screenRadius: 12,
  buttonDepth: 2.2,
  buttons: {
    left: [],
    right: [
      [26, 46],
      [82, 46],
    ],
  },
  face: ({ lens, seam }) =>
    `<circle r="4.4" fill="${lens}" stroke="${seam}" stroke-width="1"/><circle cx="-1.2" cy="-1.2" r="1.1" fill="#fff" fill-opacity="0.35"/>`,
};
