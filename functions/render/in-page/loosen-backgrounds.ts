// Runs in the page, so it may use nothing from outside itself. What it leaves in the isolated world is for itself.
interface Sheet {
  replaceSync(text: string): void;
}
declare const document: { readonly adoptedStyleSheets: readonly Sheet[] };
declare const CSSStyleSheet: new () => Sheet;

/**
 * Lets go of backgrounds that are fixed to the window (`background-attachment: fixed`), which are painted in that alone: below
 * it, what lies on them would be on nothing. Not in shadow roots.
 */
export const loosenBackgrounds = (): void => {
  const world = globalThis as { snapstackLoosened?: true };
  if (world.snapstackLoosened) return;
  world.snapstackLoosened = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, ::before, ::after { background-attachment: scroll !important }');
  // By way of its class: a form can have the name.
  const own = Object.getPrototypeOf(document);
  const sheets: readonly Sheet[] = Reflect.get(own, 'adoptedStyleSheets', document);
  Reflect.set(own, 'adoptedStyleSheets', [...sheets, sheet], document);
};
