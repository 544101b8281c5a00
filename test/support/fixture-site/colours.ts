/** 8-bit red, green and blue. */
export type Colour = readonly [red: number, green: number, blue: number];

/** The quarters of /colours. */
export const cornerColours = {
  topLeft: [220, 30, 40],
  topRight: [20, 160, 60],
  bottomLeft: [30, 70, 200],
  bottomRight: [240, 200, 20],
} as const satisfies Record<string, Colour>;

/**
 * The colour of a band of /bands: neighbours differ in every channel by far more than JPEG loses, and no two of the
 * first 300 bands are alike.
 */
export const bandColour = (index: number): Colour => [
  (index * 97) % 256,
  (index * 61 + 80) % 256,
  (Math.floor(index / 10) * 43 + (index % 2) * 120) % 256,
];
