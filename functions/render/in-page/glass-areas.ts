import type { Box } from './box.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself.
interface PageElement {
  getBoundingClientRect(): Box;
}
declare const own: Own;
declare const document: { getElementsByTagName(name: '*'): ArrayLike<PageElement> & Iterable<PageElement> };
declare const getComputedStyle: (element: PageElement) => { readonly backdropFilter: string };
declare const innerWidth: number;
declare const scrollY: number;

/** Where what blurs, or changes otherwise, what is behind it lies, in CSS pixels from the document's top. */
export const glassAreas = (): readonly { readonly top: number; readonly bottom: number }[] => {
  const all = document.getElementsByTagName('*');
  // To have the styles of more takes longer than a seam is worth.
  if (all.length > 20_000) return [];
  const most = 200;
  return [...all]
    .filter((element) => getComputedStyle(element).backdropFilter !== 'none')
    .slice(0, most)
    .map((element) => own(element, 'getBoundingClientRect').call(element))
    .filter(({ left, right, width, height }) => width * height > 0 && right > 0 && left < innerWidth)
    .map(({ top, bottom }) => ({ top: top + scrollY, bottom: bottom + scrollY }));
};
