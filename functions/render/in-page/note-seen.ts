// Runs in the page's own world, before any of its scripts, so it may use nothing from outside itself.
interface PageElement {
  readonly isConnected: boolean;
  querySelectorAll(selector: '*'): Iterable<PageElement>;
}
interface Entry {
  readonly target: PageElement;
  readonly isIntersecting: boolean;
  readonly intersectionRatio: number;
}
type Callback = (entries: readonly Entry[], observer: object) => void;
type Observer = new (callback: Callback, options?: object) => object;
declare const getComputedStyle: (element: PageElement) => { readonly opacity: string };
declare const addEventListener: (name: string, listen: (event: { preventDefault(): void }) => void) => void;

/**
 * Notes what those are told who watch what comes into view. When an event of the name `remind` comes, they are told once more of
 * the most that they have seen of what has become transparent since, for it went out of view; the event's default is prevented
 * where there is any.
 */
export const noteSeen = (remind: string): void => {
  const world = globalThis as { IntersectionObserver?: Observer };
  const { IntersectionObserver: Native } = world;
  if (Native === undefined) return;
  const mostInside = 100;
  const reminders = new Set<() => boolean>();
  const isHidden = (element: PageElement): boolean => Number(getComputedStyle(element).opacity) < 0.9;
  const hidesSome = (target: PageElement): boolean =>
    isHidden(target) || [...target.querySelectorAll('*')].slice(0, mostInside).some(isHidden);
  const noting = (callback: Callback): Callback => {
    const seen = new Map<PageElement, Entry>();
    const away = new Set<PageElement>();
    let tell = (_: readonly Entry[]): void => undefined;
    reminders.add(() => {
      const gone = [...away].filter((target) => target.isConnected && hidesSome(target));
      if (gone.length > 0) tell(gone.flatMap((target) => seen.get(target) ?? []));
      return gone.length > 0;
    });
    return function (this: unknown, entries, observer) {
      tell = (again) => callback.call(this, again, observer);
      for (const entry of entries) {
        const { target, isIntersecting, intersectionRatio } = entry;
        const most = seen.get(target);
        const isMost = isIntersecting && intersectionRatio >= (most?.intersectionRatio ?? 0);
        if (isMost) seen.set(target, entry);
        if (isMost) away.delete(target);
        else if (most !== undefined) away.add(target);
      }
      callback.call(this, entries, observer);
    };
  };
  world.IntersectionObserver = class IntersectionObserver extends Native {
    constructor(callback: Callback, options?: object) {
      // What is no function is refused by the browser, in its own words.
      super(typeof callback === 'function' ? noting(callback) : callback, options);
    }
  };
  addEventListener(remind, (event) => {
    for (const reminder of reminders) if (reminder()) event.preventDefault();
  });
};
