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

/** Letters to either side of the name of cookies in which it is said what they are for. */
const NEAR = 120;

const blank = (text: string): string => ' '.repeat(text.length);

/** Where the sentence begins in which something is; of a heading, where that does. */
const sentenceOf = (text: string, at: number): number =>
  Math.max(...['.', '!', '?', '\n', '。', '！', '？'].map((end) => text.lastIndexOf(end, at - 1) + 1));

const cookieStatement = (text: string): number | undefined => {
  for (const { index, 0: name } of text.matchAll(bannerWords.cookie)) {
    const before = text.slice(Math.max(0, index - NEAR), index);
    const after = text.slice(index + name.length, index + name.length + NEAR);
    if (bannerWords.cookieUse.test(`${before}${name}${after}`)) return sentenceOf(text, index);
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
  const begins = cookies ?? privacy;
  const weak = bannerWords.dataUse.test(small) ? 'data' : 'privacy';
  return {
    topic: cookies === undefined ? (privacy === undefined ? 'other' : weak) : 'cookies',
    isOtherFirst: other !== undefined && (begins === undefined || other < begins),
    isOtherToo: other !== undefined || bannerWords.terms.test(text),
  };
};
