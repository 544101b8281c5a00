// Runs in the page, so it may use nothing from outside itself.
declare const scrollTo: (options: {
  readonly left: number;
  readonly top: number;
  readonly behavior: 'instant';
}) => void;
declare const scrollX: number;
declare const scrollY: number;

/** Shows the beginning of the document in its window, without animation. False: the page does not let itself be scrolled. */
export const scrollToStart = (): boolean => {
  scrollTo({ left: 0, top: 0, behavior: 'instant' });
  return scrollX === 0 && scrollY === 0;
};
