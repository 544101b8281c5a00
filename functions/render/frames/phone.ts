import type { Build } from './device.ts';

/** A phone with a screen 390 wide. The page is not covered by a camera: that is in the glass. */
export const phone: Build = {
  short: 390,
  bezel: 15,
  metal: 3.6,
  screenRadius: 40,
  buttonDepth: 2.2,
  buttons: {
    left: [
      [92, 28],
      [146, 54],
      [212, 54],
    ],
    right: [[164, 86]],
  },
  face: ({ lens }) =>
    `<rect x="-25" y="-1.5" width="50" height="3" rx="1.5" fill="${lens}"/><circle cx="38" cy="0" r="2.2" fill="${lens}"/>`,
};
