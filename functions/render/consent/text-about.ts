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

const ENDS = /[.!?\n。！？]/u;

/** Where the first sentence begins that says what cookies are used for; a heading is a sentence too. */
const cookieStatement = (text: string): number | undefined => {
  let begin = 0;
  for (const sentence of text.split(ENDS)) {
    // By search, which does not go on from where a match before has ended.
    if (sentence.search(bannerWords.cookie) >= 0 && bannerWords.cookieUse.test(sentence)) return begin;
    begin += sentence.length + 1;
  }
  return undefined;
};

/** Some letters become eighteen when they are normalized; what is looked at in the page has no more than these. */
const LONGEST_TEXT = 5_000;

/** What a text is about. Pure, and quick for texts of some thousand letters. */
export const textAbout = (raw: string): About => {
  const text = raw.normalize('NFKC').toLowerCase().slice(0, LONGEST_TEXT);
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
