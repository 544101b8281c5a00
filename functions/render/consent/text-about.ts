import { bannerWords } from './banner-words.ts';

/** How far a text is about consent to cookies, and what else it may be about. */
export interface About {
  /**
   * `cookies`: it says what cookies are used for; `data`: it asks about privacy and says what is done with data;
   * `privacy`: it speaks of privacy or consent, as many texts do; `other`: of none of these.
   */
  readonly topic: 'cookies' | 'data' | 'privacy' | 'other';
  /** It comes to something else first: a log-in that names cookies in its small print. */
  readonly isOtherFirst: boolean;
  /** It speaks of something else anywhere, or of terms. */
  readonly isOtherToo: boolean;
}

const blank = (text: string): string => ' '.repeat(text.length);

const ENDS = ['.', '!', '?', '\n', '。', '！', '？'] as const;

/** Where the sentence begins in which something is; of a heading, where that does. */
const beginOf = (text: string, at: number): number =>
  Math.max(...ENDS.map((end) => text.lastIndexOf(end, at - 1) + 1));
const endOf = (text: string, at: number): number =>
  Math.min(...ENDS.map((end) => text.indexOf(end, at)).filter((found) => found >= 0), text.length);

/** Where the first sentence begins that says what cookies are used for. */
const cookieStatement = (text: string): number | undefined => {
  let read = 0;
  for (const { index } of text.matchAll(bannerWords.cookie)) {
    // Each sentence once, however often it names them.
    if (index < read) continue;
    const begin = beginOf(text, index);
    read = endOf(text, index);
    if (bannerWords.cookieUse.test(text.slice(begin, read))) return begin;
  }
  return undefined;
};

/** What a text is about. Pure, and quick for texts of some thousand letters. */
export const textAbout = (raw: string): About => {
  const text = raw.normalize('NFKC').toLowerCase();
  const small = text.replace(bannerWords.documents, blank);
  const site = bannerWords.browsing.exec(text)?.index;
  const cookies = cookieStatement(small) ?? (text.match(bannerWords.cookie) === null ? undefined : site);
  const privacy = bannerWords.privacy.exec(small)?.index;
  const other = bannerWords.otherwise.exec(text)?.index;
  const terms = bannerWords.terms.exec(text)?.index;
  const begins = cookies ?? privacy;
  const weak = bannerWords.dataUse.test(small) ? 'data' : 'privacy';
  return {
    topic: cookies === undefined ? (privacy === undefined ? 'other' : weak) : 'cookies',
    isOtherFirst: Math.min(other ?? Infinity, terms ?? Infinity) < (begins ?? Infinity),
    isOtherToo: other !== undefined || terms !== undefined,
  };
};
