/** Where a callback goes, for an operator's eyes: the host only, since path and query are often what opens a receiver. */
export const callbackHost = (url: string): string => URL.parse(url)?.host ?? '(not an address)';
