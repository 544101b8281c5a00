// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared, since the
// rest of the project must not see browser globals.
import type { Look, SeenBox, SeenButton, Sight } from './banner-look.ts';
import type { Box } from './box.ts';
import type { Own } from './own.ts';

interface Root {
  readonly children: Iterable<PageElement>;
  /** Of a shadow root. */
  readonly host?: PageElement;
}
interface PageElement extends Root {
  readonly localName: string;
  readonly innerText?: string;
  readonly textContent: string | null;
  readonly value?: string;
  readonly src?: string;
  readonly type?: string;
  readonly checked?: boolean;
  readonly disabled?: boolean;
  readonly indeterminate?: boolean;
  readonly hash?: string;
  readonly host?: never;
  readonly origin?: string;
  readonly pathname?: string;
  readonly scrollHeight: number;
  readonly offsetParent?: PageElement | null;
  readonly parentElement: PageElement | null;
  readonly shadowRoot: Root | null;
  getAttribute(name: string): string | null;
  getBoundingClientRect(): Box;
  getRootNode(): Root;
  closest(selector: string): PageElement | null;
  contains(element: PageElement): boolean;
  checkVisibility(options: { opacityProperty: boolean; visibilityProperty: boolean }): boolean;
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
declare const getComputedStyle: (element: PageElement) => {
  readonly position: string;
  readonly zIndex: string;
  readonly cursor: string;
};
declare const frameElement: PageElement | null;
declare const location: { readonly origin: string; readonly pathname: string };
declare const innerWidth: number;
declare const innerHeight: number;
declare const scrollY: number;

/**
 * Looks in the document, open shadow roots included, for boxes that may be a cookie banner, and says what is in them. The
 * buttons themselves stay in this world, for press-seen.ts.
 */
export const lookForBanner = ({ hint: source, isOverlay }: Look): Sight => {
  const mostElements = 20_000;
  const mostOfTop = 15_000;
  // A text that is longer is the page itself, in a box that is fixed for some other reason.
  const longestText = 5_000;
  // Each is read with all that is in it, and a hostile page has thousands inside each other. The last ones are on top.
  const mostBoxes = 100;
  const mostButtons = 60;
  // The text of each is read.
  const mostAsides = 20;
  // Elements whose whole text is read to see whether they are boxes at all.
  const mostAsked = 1_000;
  const longestLabel = 200;
  // CSS pixels within which a strip is at the top of the page, under what else is there, or at its end.
  const edge = 200;
  const hint = new RegExp(source, 'iu');

  const attributeOf = (element: PageElement, name: string): string | null =>
    own(element, 'getAttribute').call(element, name);
  const isA = (element: PageElement, name: string): boolean => own(element, 'localName') === name;
  const rectOf = (element: PageElement): Box => own(element, 'getBoundingClientRect').call(element);

  const isVisible = (element: PageElement): boolean =>
    own(element, 'checkVisibility').call(element, { opacityProperty: true, visibilityProperty: true });
  const isInView = (element: PageElement): boolean => {
    const { top, bottom, left, right, width, height } = rectOf(element);
    if (width * height === 0 || bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth)
      return false;
    return isVisible(element);
  };
  // The boxes are looked at however many elements the page has.
  const [ofPage, ofBoxes] = [{ seen: 0 }, { seen: 0 }];
  const below = function* (children: Iterable<PageElement>, count: { seen: number }): Generator<PageElement> {
    for (const child of children) {
      count.seen += 1;
      if (count.seen > mostElements) return;
      yield child;
      const shadowRoot = own(child, 'shadowRoot');
      if (shadowRoot !== null) yield* below(shadowRoot.children, count);
      yield* below(own(child, 'children'), count);
    }
  };
  const roleOf = (element: PageElement): string => attributeOf(element, 'role') ?? '';
  const isDialog = (element: PageElement): boolean =>
    (isA(element, 'dialog') && attributeOf(element, 'open') !== null) ||
    /^(?:alert)?dialog$/.test(roleOf(element)) ||
    attributeOf(element, 'aria-modal') === 'true';
  let asked = 0;
  const hasHint = (element: PageElement): boolean => {
    asked += 1;
    return asked <= mostAsked && hint.test(own(element, 'textContent') ?? '');
  };
  const isOver = (element: PageElement): boolean => {
    const { position, zIndex } = getComputedStyle(element);
    if (position === 'fixed' || position === 'sticky' || isDialog(element)) return true;
    // Pages have many of these, nearly all of them parts of something.
    if (position !== 'absolute' || !hasHint(element)) return false;
    return Number(zIndex) > 0 || own(element, 'offsetParent') === document.body;
  };
  // A style sheet in a shadow root has a text too, though nobody sees it.
  const isText = (element: PageElement): boolean =>
    !/^(?:style|script|template|noscript)$/.test(own(element, 'localName'));
  const textOf = (element: PageElement): string => {
    if (!isText(element)) return '';
    const hosts = [element, ...below(own(element, 'children'), ofBoxes)];
    const shadows = hosts.flatMap((host) => [...(own(host, 'shadowRoot')?.children ?? [])]);
    // Not textContent: it has what is hidden too, which is no text of a banner.
    return [element, ...shadows.filter(isText)].map((part) => own(part, 'innerText') ?? '').join(' ');
  };

  /** What a press leads to: `button` nowhere, `link` to this document with another query; undefined: elsewhere, or it is no button. */
  const kindOf = (element: PageElement): 'button' | 'link' | undefined => {
    const role = roleOf(element);
    // These choose, and answer nothing.
    if (/^(?:tab|switch|checkbox|radio|option|menuitem\w*)$/.test(role)) return undefined;
    if (/^(?:label|summary|option|select|iframe)$/.test(own(element, 'localName'))) return undefined;
    if (attributeOf(element, 'aria-pressed') !== null || attributeOf(element, 'aria-disabled') === 'true')
      return undefined;
    if (isA(element, 'a')) {
      if (/^(?:#|javascript:|$)/.test(attributeOf(element, 'href') ?? '')) return 'button';
      // One that leads elsewhere would take the page away, whatever it is drawn as.
      const isHere =
        own(element, 'origin') === location.origin && own(element, 'pathname') === location.pathname;
      return isHere ? 'link' : undefined;
    }
    if (isA(element, 'input'))
      return /^(?:button|submit)$/.test(own(element, 'type') ?? '') ? 'button' : undefined;
    if (isA(element, 'button') || role === 'button')
      return own(element, 'disabled') === true ? undefined : 'button';
    if (attributeOf(element, 'onclick') !== null) return 'button';
    // An element of the page's own, whose shadow root is closed or which has none.
    const name = own(element, 'localName');
    if (name.includes('-') && /button|btn/.test(name) && !own(element, 'shadowRoot')) return 'button';
    // The outermost that has the hand: it is inherited.
    const parent = own(element, 'parentElement');
    const isHand = (part: PageElement) => getComputedStyle(part).cursor === 'pointer';
    return parent !== null && isHand(element) && !isHand(parent) ? 'button' : undefined;
  };
  const wordsOf = (element: PageElement): string =>
    // Not textContent: a button's hidden words are none that a visitor would press.
    (isA(element, 'input')
      ? own(element, 'value')
      : own(element, 'innerText') || attributeOf(element, 'aria-label')) ?? '';
  const labelOf = (element: PageElement): string => {
    const words = wordsOf(element);
    // What is slotted into a button is the host's.
    const host = words === '' ? own(own(element, 'getRootNode').call(element), 'host') : undefined;
    return host === undefined ? words : wordsOf(host);
  };
  // Who asks for more than yes or no wants something else: a newsletter, a log-in.
  const asksForText = (element: PageElement): boolean =>
    isA(element, 'textarea') ||
    (isA(element, 'input') && /^(?:text|email|password|tel|search)$/.test(own(element, 'type') ?? ''));

  // Not only those in view: most are drawn as something else. What cannot be switched is necessary.
  const switchOf = (element: PageElement): 'on' | 'off' | undefined => {
    const role = roleOf(element);
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

  /** Part of the page's flow, right across it, and among its first things or its last ones. */
  const isStrip = (element: PageElement): boolean => {
    const { top, bottom, width, height } = rectOf(element);
    if (height === 0 || height > innerHeight * 0.6 || width < innerWidth * 0.5) return false;
    const end = document.documentElement === null ? 0 : own(document.documentElement, 'scrollHeight');
    if (top + scrollY > edge && bottom + scrollY < end - edge) return false;
    const isContent =
      own(element, 'closest').call(element, 'main,article,[role=main],[role=article]') !== null;
    return !isContent && hasHint(element);
  };
  const inside = (box: PageElement): readonly PageElement[] => [
    ...below(own(box, 'shadowRoot')?.children ?? [], ofBoxes),
    ...below(own(box, 'children'), ofBoxes),
  ];
  const isNavigation = (element: PageElement): boolean =>
    isA(element, 'nav') || roleOf(element) === 'navigation';
  /** Covers the window and has the page's own parts: an application, whatever it says in passing. */
  const isApplication = (box: PageElement, parts: readonly PageElement[]): boolean => {
    const { width, height } = rectOf(box);
    if (width * height < innerWidth * innerHeight * 0.8 || isDialog(box)) return false;
    return parts.some((part) => isNavigation(part) || isA(part, 'main') || roleOf(part) === 'main');
  };

  const kept: (readonly PageElement[])[] = [];
  const read = (box: PageElement, place: SeenBox['place']): readonly SeenBox[] => {
    const text = textOf(box);
    if (text.length > longestText || !hint.test(text)) return [];
    const parts = inside(box);
    if (parts.some((part) => asksForText(part) && isInView(part))) return [];
    if (place === 'over' && (isNavigation(box) || isApplication(box, parts))) return [];
    const asides = parts
      .filter((part) => isNavigation(part) || isA(part, 'footer') || roleOf(part) === 'contentinfo')
      .slice(0, mostAsides);
    const elements: PageElement[] = [];
    const buttons: SeenButton[] = [];
    for (const part of parts) {
      if (buttons.length >= mostButtons) break;
      const kind = kindOf(part);
      if (kind === undefined || !isInView(part)) continue;
      const aside = asides.findIndex((outer) => own(outer, 'contains').call(outer, part));
      elements.push(part);
      buttons.push({
        label: labelOf(part).slice(0, longestLabel),
        isLink: kind === 'link',
        ...(aside >= 0 && { aside }),
      });
    }
    if (place === 'flow' && buttons.length === 0) return [];
    kept.push(elements);
    const switches = parts.map(switchOf);
    return [
      {
        place,
        text,
        // The empty ones too: buttons name theirs by its place.
        asides: asides.map(textOf),
        buttons,
        on: switches.filter((state) => state === 'on').length,
        off: switches.filter((state) => state === 'off').length,
        isWhole: ofBoxes.seen <= mostElements,
      },
    ];
  };

  // See find-closed-roots.ts.
  const closed: Iterable<Root> = Reflect.get(globalThis, 'snapstackClosed') ?? [];
  const isBody = (element: PageElement) => isA(element, 'body') || isA(element, 'head');
  const tops = [
    ...(document.body === null ? [] : own(document.body, 'children')),
    ...(document.documentElement === null ? [] : own(document.documentElement, 'children')),
    ...Array.from(closed).flatMap(({ children }) => [...children]),
  ].filter((element) => !isBody(element));
  // From the end, where banners are put, so that a page with more elements than are looked at does not hide them; and one
  // part of it alone does not use up what there is for all.
  const byTop = tops.toReversed().map((top) => {
    const count = { seen: Math.max(ofPage.seen, mostElements - mostOfTop) };
    const found = [...below([top], count)];
    ofPage.seen += found.length;
    return found;
  });
  const all = byTop.toReversed().flat();
  // A frame's window has no measure of what is around it; where that has the same origin, it can be asked.
  const isDrawn = (frame: PageElement): boolean => {
    const { width, height } = rectOf(frame);
    return width * height > 0 && isVisible(frame);
  };
  const isShown = !isOverlay || frameElement === null || isDrawn(frameElement);
  const over = isShown ? all.filter((element) => isOver(element) && isInView(element)).slice(-mostBoxes) : [];
  const strips =
    isShown && !isOverlay
      ? all
          .filter((element) => isStrip(element) && isInView(element))
          .filter((element) => !over.some((box) => own(box, 'contains').call(box, element)))
          .slice(0, mostBoxes)
      : [];
  const whole = isShown && isOverlay && document.body !== null ? [document.body] : [];
  const boxes = [
    ...strips.flatMap((box) => read(box, 'flow')),
    ...over.flatMap((box) => read(box, 'over')),
    ...whole.flatMap((box) => read(box, 'frame')),
  ];
  Object.assign(globalThis, { snapstackSeen: { kept, labelOf } });

  const ends = ({ playState, effect }: PageAnimation): boolean =>
    playState === 'running' && Number(effect?.getComputedTiming().endTime) < 5_000;
  const addressOf = (frame: PageElement): string => {
    if (attributeOf(frame, 'srcdoc') !== null) return 'about:srcdoc';
    return own(frame, 'src') || 'about:blank';
  };
  return {
    boxes,
    moving: document.getAnimations().some(ends),
    frames: [...over, ...whole]
      .flatMap((box) => [box, ...inside(box)])
      .filter((element) => isA(element, 'iframe') && isInView(element))
      .map(addressOf),
  };
};
