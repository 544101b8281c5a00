// Runs in the page, so it may use nothing from outside itself. Only what it needs of the DOM is declared.
declare const document: { adoptedStyleSheets: readonly unknown[] };
declare const CSSStyleSheet: new () => { replaceSync(text: string): void };

/** Adds rules for sheets of paper to the style of the document. */
export const holdToPaper = (rules: string): void => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
};
