// Runs in the page, so it may use nothing from outside itself.
declare const document: { readonly title: unknown };

/**
 * What the document is called, up to `most` characters: a title may have a hundred million. Empty where an element of the
 * page that is named `title` stands in its place.
 */
export const documentTitle = (most: number): string =>
  typeof document.title === 'string' ? document.title.slice(0, most) : '';
