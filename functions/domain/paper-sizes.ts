/** What a pdf can be printed on, upright: millimetres, of ISO 216 and of the North American inch sizes. */
export const paperSizes = {
  A4: { width: 210, height: 297 },
  A3: { width: 297, height: 420 },
  A5: { width: 148, height: 210 },
  Letter: { width: 215.9, height: 279.4 },
  Legal: { width: 215.9, height: 355.6 },
  Tabloid: { width: 279.4, height: 431.8 },
} as const;
export type PaperName = keyof typeof paperSizes;
export const paperNames = Object.keys(paperSizes) as [PaperName, ...PaperName[]];
