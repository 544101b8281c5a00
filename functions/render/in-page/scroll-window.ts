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

/** Scrolls the window there at once; gives where it was. */
export const scrollWindow = ({ left, top }: Place): Place => {
  const before = { left: scrollX, top: scrollY };
  scrollTo({ left, top, behavior: 'instant' });
  return before;
};
