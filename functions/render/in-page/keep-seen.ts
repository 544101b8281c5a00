// Runs in the page's own world, before any of its scripts, so it may use nothing from outside itself.
interface Entry {
  readonly target: object;
  readonly isIntersecting: boolean;
  readonly intersectionRatio: number;
}
type Callback = (entries: readonly Entry[], observer: object) => void;
type Observer = new (callback: Callback, options?: object) => object;

/**
 * Has the page go on believing to be seen what has been: those who watch what comes into view are not told that it goes out of
 * it, or that less of it is seen. What a page shows of itself only as long as somebody looks at it would be gone again from a
 * picture of the whole that is taken after all of it was scrolled through.
 */
export const keepSeen = (): void => {
  const world = globalThis as { IntersectionObserver?: Observer };
  const { IntersectionObserver: Native } = world;
  if (Native === undefined) return;
  const keeping = (callback: Callback): Callback => {
    const most = new WeakMap<object, number>();
    return function (this: unknown, entries, observer) {
      const news = entries.filter(({ target, isIntersecting, intersectionRatio }) => {
        const seen = isIntersecting ? intersectionRatio : -1;
        if (seen < (most.get(target) ?? -1)) return false;
        most.set(target, seen);
        return true;
      });
      if (news.length > 0) callback.call(this, news, observer);
    };
  };
  world.IntersectionObserver = class IntersectionObserver extends Native {
    constructor(callback: Callback, options?: object) {
      // What is no function is refused by the browser, in its own words.
      super(typeof callback === 'function' ? keeping(callback) : callback, options);
    }
  };
};
