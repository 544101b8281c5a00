/** Pixel widths a caller may ask for (contract, `output_size`). */
export const outputSizes = [
  120, 160, 240, 320, 390, 480, 640, 768, 1024, 1080, 1200, 1280, 1440, 1500, 1584, 1920,
] as const;
