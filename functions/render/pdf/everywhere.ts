/** All of a document, in CSS pixels from where it begins. */
export const EVERYWHERE = { x: 0, y: 0, width: 100_000, height: 10_000_000 };
