// Runs in the page, so it may use nothing from outside itself. What it leaves in the isolated world is for showAgain.
declare const document: { getElementsByTagName(name: '*'): ArrayLike<object> & Iterable<object> };
declare const getComputedStyle: (element: object) => Look;

/** How an element looks by all that pages let their parts appear with, as its style says it. */
export interface Look {
  readonly opacity: string;
  readonly visibility: string;
  readonly transform: string;
  readonly translate: string;
  readonly scale: string;
  readonly rotate: string;
  readonly filter: string;
  readonly clipPath: string;
}

/** What a page shows in one moment, wherever it is scrolled to. */
export interface Shown {
  /** What can be seen, in the order of the document. */
  readonly seen: ReadonlyMap<object, Look>;
  /** What is transparent, or hidden. */
  readonly hidden: ReadonlySet<object>;
}

/** Notes what can be seen of a page, and how it looks, for `ms` milliseconds at most. */
export const noteShown = (ms: number): void => {
  const until = performance.now() + ms;
  const all = document.getElementsByTagName('*');
  const seen = new Map<object, Look>();
  const hidden = new Set<object>();
  Object.assign(globalThis, { snapstackShown: { seen, hidden } satisfies Shown });
  // To have the styles of more takes longer than anybody could wait for.
  if (all.length > 20_000) return;
  for (const element of all) {
    if (performance.now() > until) return;
    const { opacity, visibility, transform, translate, scale, rotate, filter, clipPath } =
      getComputedStyle(element);
    const look = { opacity, visibility, transform, translate, scale, rotate, filter, clipPath };
    if (Number(opacity) < 0.9 || visibility !== 'visible') hidden.add(element);
    else seen.set(element, look);
  }
};
