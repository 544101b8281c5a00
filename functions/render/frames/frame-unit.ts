/** The width of a picture that the lengths of a window are given for. */
const REFERENCE_WIDTH = 1_280;

/**
 * Pixels for one pixel of a frame that was designed around a picture 1,280 wide. Small pictures get a frame that is a
 * little stronger than to scale, so that it can still be told what it is.
 */
export const frameUnit = (width: number): number => (width / REFERENCE_WIDTH) ** 0.7;
