// Runs in the page, so it may use nothing from outside itself.
declare const document: { readonly documentElement: object | null };
declare const performance: { getEntriesByType(type: 'paint'): readonly unknown[] };
declare const IntersectionObserver: new (
  callback: () => void,
) => {
  observe(element: object): void;
  disconnect(): void;
};

/**
 * Whether Chromium paints the document. It does not while the head waits for a style sheet or a script, or while there
 * is no body; then there are no frames, and a screenshot would wait for one for ever. Scripts that watch what comes into view
 * have been told of the first frame by then, as this is.
 */
export const painted = (): boolean | Promise<boolean> => {
  if (performance.getEntriesByType('paint').length > 0) return true;
  const { documentElement: root } = document;
  return new Promise((resolve) => {
    const observer = new IntersectionObserver(() => {
      observer.disconnect();
      resolve(true);
    });
    if (root !== null) observer.observe(root);
    // Two turns: after one long task of the page, the first is over before a frame had its chance.
    setTimeout(() => setTimeout(() => resolve(false), 250), 250);
  });
};
