// Runs in the page, so it may use nothing from outside itself.
declare const performance: { getEntriesByType(type: 'paint'): readonly unknown[] };
declare const requestAnimationFrame: (callback: () => void) => void;

/**
 * Whether Chromium paints the document. It does not while the head waits for a style sheet or a script, or while there
 * is no body; then there are no frames, and a screenshot would wait for one for ever.
 */
export const painted = (): boolean | Promise<boolean> => {
  if (performance.getEntriesByType('paint').length > 0) return true;
  return new Promise((resolve) => {
    requestAnimationFrame(() => resolve(true));
    // Two turns: after one long task of the page, the first is over before a frame had its chance.
    setTimeout(() => setTimeout(() => resolve(false), 250), 250);
  });
};
