// Runs in the page, so it may use nothing from outside itself.
declare const performance: {
  now(): number;
  getEntriesByType(type: 'navigation'): readonly { readonly loadEventEnd: number }[];
};

/** Milliseconds since the document has loaded; 0 for one that has not. */
export const sinceLoad = (): number => {
  const end = performance.getEntriesByType('navigation')[0]?.loadEventEnd ?? 0;
  return end === 0 ? 0 : performance.now() - end;
};
