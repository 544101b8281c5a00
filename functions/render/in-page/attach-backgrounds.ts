import type { AllIn } from './all-in.ts';
import type { Own } from './own.ts';

// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
interface PageElement {
  readonly shadowRoot: Root | null;
  /** Elements of no known kind have none. */
  readonly style?: { setProperty(name: string, value: string, priority: 'important'): void };
}
interface Root {
  querySelectorAll(selector: '*'): Iterable<PageElement>;
}
declare const own: Own;
declare const allIn: AllIn;
declare const document: Root;
declare const getComputedStyle: (element: PageElement) => { readonly backgroundAttachment: string };

/**
 * Has each background lie where its element does, as on phones: one that is fixed to the window is printed a margin too far up and
 * to the left, so that it ends before the right edge.
 */
export const attachBackgrounds = (): void => {
  for (const element of allIn(document.querySelectorAll('*'))) {
    // One word for each layer of it.
    const { backgroundAttachment } = getComputedStyle(element);
    if (!backgroundAttachment.includes('fixed')) continue;
    const attached = backgroundAttachment.replaceAll('fixed', 'scroll');
    own(element, 'style')?.setProperty('background-attachment', attached, 'important');
  }
};
