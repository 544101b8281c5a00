/** An address for an operator's eyes: without the query and the fragment, in which callers may have put secrets. */
export const pageAddress = (text: string): string => {
  const url = URL.parse(text);
  if (url === null) return '(not an address)';
  return `${url.origin}${url.pathname}${url.search === '' && url.hash === '' ? '' : ' (and more)'}`;
};
