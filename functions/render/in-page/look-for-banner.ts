// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared, since the
// rest of the project must not see browser globals.
import type { Look, Sight } from './banner-look.ts';
import type { Box } from './box.ts';
import type { Own } from './own.ts';

interface Root {
  readonly children: Iterable<PageElement>;
}
interface PageElement extends Root {
  readonly localName: string;
  readonly innerText?: string;
  readonly value?: string;
  readonly src?: string;
  readonly type?: string;
  readonly checked?: boolean;
  readonly disabled?: boolean;
  readonly indeterminate?: boolean;
  readonly shadowRoot: Root | null;
  getAttribute(name: string): string | null;
  getBoundingClientRect(): Box;
  checkVisibility(options: { opacityProperty: boolean; visibilityProperty: boolean }): boolean;
  click(): void;
}
interface PageAnimation {
  readonly playState: string;
  readonly effect: { getComputedTiming(): { readonly endTime?: unknown } } | null;
}
declare const own: Own;
declare const document: {
  readonly documentElement: PageElement | null;
  readonly body: PageElement | null;
  getAnimations(): readonly PageAnimation[];
};
declare const getComputedStyle: (element: PageElement) => { readonly position: string };
declare const innerWidth: number;
declare const innerHeight: number;

/** Looks for a cookie banner in the document, open shadow roots included, and answers it when told to. */
export const lookForBanner = ({ words, action, press, isOverlay }: Look): Sight => {
  const mostElements = 20_000;
  // A text that is longer is the page itself, in a box that is fixed for some other reason.
  const longestText = 5_000;
  // Each is read with all that is in it, and a hostile page has thousands inside each other. The last ones are on top.
  const mostBoxes = 100;
  const topic = new RegExp(words.topic, 'iu');
  const against = new RegExp(words.against, 'iu');
  const labels = {
    accept: new RegExp(words.accept, 'u'),
    reject: new RegExp(words.reject, 'u'),
    save: new RegExp(words.save, 'u'),
    settings: new RegExp(words.settings, 'u'),
  };

  const attributeOf = (element: PageElement, name: string): string | null =>
    own(element, 'getAttribute').call(element, name);
  const isA = (element: PageElement, name: string): boolean => own(element, 'localName') === name;

  const isInView = (element: PageElement): boolean => {
    const { top, bottom, left, right, width, height } = own(element, 'getBoundingClientRect').call(element);
    if (width * height === 0 || bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth)
      return false;
    return own(element, 'checkVisibility').call(element, { opacityProperty: true, visibilityProperty: true });
  };
  let seen = 0;
  const below = function* (children: Iterable<PageElement>): Generator<PageElement> {
    for (const child of children) {
      seen += 1;
      if (seen > mostElements) return;
      yield child;
      const shadowRoot = own(child, 'shadowRoot');
      if (shadowRoot !== null) yield* below(shadowRoot.children);
      yield* below(own(child, 'children'));
    }
  };
  const isOver = (element: PageElement): boolean => {
    const { position } = getComputedStyle(element);
    return (
      position === 'fixed' ||
      position === 'sticky' ||
      (isA(element, 'dialog') && attributeOf(element, 'open') !== null) ||
      /^(?:alert)?dialog$/.test(attributeOf(element, 'role') ?? '') ||
      attributeOf(element, 'aria-modal') === 'true'
    );
  };
  // A style sheet in a shadow root has a text too, though nobody sees it.
  const isText = (element: PageElement): boolean =>
    !/^(?:style|script|template|noscript)$/.test(own(element, 'localName'));
  const textOf = (element: PageElement): string => {
    if (!isText(element)) return '';
    const hosts = [element, ...below(own(element, 'children'))];
    const shadows = hosts.flatMap((host) => [...(own(host, 'shadowRoot')?.children ?? [])]);
    // Not textContent: it has what is hidden too, which is no text of a banner.
    return [element, ...shadows.filter(isText)].map((part) => own(part, 'innerText') ?? '').join(' ');
  };
  const isButton = (element: PageElement): boolean => {
    // A link that leads elsewhere would take the page away, whatever it is drawn as.
    if (isA(element, 'a')) return /^(?:#|javascript:|$)/.test(attributeOf(element, 'href') ?? '');
    if (isA(element, 'input')) return /^(?:button|submit)$/.test(element.type ?? '');
    return isA(element, 'button') || attributeOf(element, 'role') === 'button';
  };
  const labelOf = (element: PageElement): string =>
    (isA(element, 'input')
      ? element.value
      : // Not textContent: a button's hidden words are none that a visitor would press.
        own(element, 'innerText') || attributeOf(element, 'aria-label')) ?? '';
  const plain = (text: string): string =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}ー]+/gu, ' ')
      .trim();
  // Who asks for more than yes or no wants something else: a newsletter, a log-in.
  const asksForText = (element: PageElement): boolean =>
    isA(element, 'textarea') ||
    (isA(element, 'input') && /^(?:text|email|password|tel|search)$/.test(element.type ?? ''));

  // Not only those in view: most are drawn as something else. What cannot be switched is necessary.
  const switchOf = (element: PageElement): 'on' | 'off' | undefined => {
    const role = attributeOf(element, 'role') ?? '';
    const input = isA(element, 'input') ? (own(element, 'type') ?? '') : '';
    if (/^(?:checkbox|radio)$/.test(input)) {
      if (own(element, 'disabled') === true) return undefined;
      if (own(element, 'checked') === true || own(element, 'indeterminate') === true) return 'on';
      return input === 'checkbox' ? 'off' : undefined;
    }
    if (attributeOf(element, 'aria-disabled') === 'true') return undefined;
    if (/^(?:switch|checkbox)$/.test(role)) {
      return attributeOf(element, 'aria-checked') === 'false' ? 'off' : 'on';
    }
    const isPressed = attributeOf(element, 'aria-pressed') ?? 'false';
    return isPressed === 'true' || (role === 'radio' && attributeOf(element, 'aria-checked') === 'true')
      ? 'on'
      : undefined;
  };
  /** There are purposes to choose from, and none of them is chosen: to save that is to reject. */
  const isChoiceOfNothing = (text: string, parts: readonly PageElement[]): boolean => {
    const switches = parts.map(switchOf).filter((state) => state !== undefined);
    // What was not looked at may be on; and a switch against something is the other way round.
    const isKnown = seen <= mostElements && !against.test(text);
    return isKnown && switches.length > 0 && !switches.includes('on');
  };

  const boxesOver = (): readonly PageElement[] => {
    if (document.documentElement === null) return [];
    const found = [...below(own(document.documentElement, 'children'))]
      .filter((element) => isOver(element) && isInView(element))
      .slice(-mostBoxes);
    return isOverlay && document.body !== null ? [...found, document.body] : found;
  };
  const inside = (box: PageElement): readonly PageElement[] => [
    ...below(own(box, 'shadowRoot')?.children ?? []),
    ...below(own(box, 'children')),
  ];
  const buttonsOf = (box: PageElement, text: string) => {
    const parts = inside(box);
    if (parts.some((part) => asksForText(part) && isInView(part))) return undefined;
    const buttons = parts.filter((part) => isButton(part) && isInView(part));
    const labelled = (label: RegExp) => buttons.find((button) => label.test(plain(labelOf(button))));
    const accept = labelled(labels.accept);
    // Only beside a button that accepts: any other box with something to choose and to save is not about consent.
    const save = () => (accept && isChoiceOfNothing(text, parts) ? labelled(labels.save) : undefined);
    const reject = labelled(labels.reject) ?? save();
    return accept === undefined && reject === undefined
      ? undefined
      : { accept, reject, settings: labelled(labels.settings) };
  };

  const over = boxesOver();
  const banners = over.flatMap((box) => {
    const text = textOf(box);
    if (text.length > longestText || !topic.test(text)) return [];
    const buttons = buttonsOf(box, text);
    return buttons === undefined ? [] : [buttons];
  });
  // The last one is the innermost, or the one on top.
  const lastOf = (name: 'accept' | 'reject' | 'settings') =>
    banners.findLast((buttons) => buttons[name] !== undefined)?.[name];
  const [answer, settings] = [lastOf(action), lastOf('settings')];
  const pressed = { answer, settings, nothing: undefined }[press];
  if (pressed !== undefined) own(pressed, 'click').call(pressed);
  const ends = ({ playState, effect }: PageAnimation): boolean =>
    playState === 'running' && Number(effect?.getComputedTiming().endTime) < 5_000;
  return {
    banner: banners.length > 0,
    canAnswer: answer !== undefined,
    hasSettings: settings !== undefined,
    moving: document.getAnimations().some(ends),
    frames: over
      .flatMap((box) => [box, ...inside(box)])
      .filter((element) => isA(element, 'iframe') && isInView(element))
      .map((element) => String(element.src ?? '')),
  };
};
