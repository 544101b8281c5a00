// Runs in the page, so it may use nothing from outside itself.
declare const scrollX: number;
declare const scrollY: number;
declare const scrollTo: (options: {
  readonly left: number;
  readonly top: number;
  readonly behavior: 'instant';
}) => void;

/** A place in the document, in CSS pixels. */
interface Place {
  readonly left: number;
  readonly top: number;
}

/** Scrolls the window there at once, as far as the page lets it; nowhere without. Gives where it was, and where it is. */
export const scrollWindow = (to?: Place): { readonly before: Place; readonly now: Place } => {
  const before = { left: scrollX, top: scrollY };
  if (to !== undefined) scrollTo({ ...to, behavior: 'instant' });
  return { before, now: { left: scrollX, top: scrollY } };
};
