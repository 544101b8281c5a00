// Runs in the page, so it may use nothing from outside itself.
declare const requestAnimationFrame: (callback: () => void) => void;

/**
 * Settles once the page has been laid out and drawn anew, and has asked for what it needs since: with the frame after the
 * next one. A page that is not drawn is waited for `ms` milliseconds.
 */
export const nextFrame = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
    setTimeout(resolve, ms);
  });
