/**
 * An address for an operator's eyes: without the query and the fragment, in which callers may have put secrets. That of a
 * private capture is stored encrypted only, and is not here: undefined.
 */
export const pageAddress = (text: string | undefined): string => {
  if (text === undefined) return 'private';
  const url = URL.parse(text);
  if (url === null) return '(not an address)';
  return `${url.origin}${url.pathname}${url.search === '' && url.hash === '' ? '' : ' (and more)'}`;
};
