import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface PageElement {
  readonly isConnected: boolean;
  click(): void;
}
declare const own: Own;

interface Seen {
  readonly kept: readonly (readonly PageElement[])[];
  labelOf(element: PageElement): string;
}

/**
 * Presses what the last look-for-banner.ts saw in this document: a button of a box. False: it is gone, or says something
 * else by now.
 */
export const pressSeen = (box: number, button: number, label: string): boolean => {
  const seen: Partial<Seen> | undefined = Reflect.get(globalThis, 'snapstackSeen');
  const element = seen?.kept?.[box]?.[button];
  if (element === undefined || !own(element, 'isConnected')) return false;
  if (seen?.labelOf?.(element).startsWith(label) !== true) return false;
  own(element, 'click').call(element);
  return true;
};
