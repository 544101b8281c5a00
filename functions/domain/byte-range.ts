/** First and last byte of a part of a file, both included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * What a Range header (RFC 9110, 14.2) asks of a file of `size` bytes: one range; `whole` for none, for several, and for
 * what is no range of bytes, which are to be ignored; `outside` for one that the file does not have.
 */
export const byteRange = (header: string | undefined, size: number): ByteRange | 'whole' | 'outside' => {
  const parts = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/i.exec(header ?? '');
  const [, from = '', to = ''] = parts ?? [];
  if (parts === null || (from === '' && to === '')) return 'whole';
  if (from === '') {
    const count = Math.min(Number(to), size);
    return count === 0 ? 'outside' : { first: size - count, last: size - 1 };
  }
  const [first, last] = [Number(from), to === '' ? size - 1 : Math.min(Number(to), size - 1)];
  if (to !== '' && Number(to) < first) return 'whole';
  return first >= size ? 'outside' : { first, last };
};
