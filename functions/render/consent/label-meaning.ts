import { type LabelWords, labelWords } from './label-words.ts';
import { otherLabels } from './other-labels.ts';

/** What a button of a banner does, by its label. */
export interface LabelMeaning {
  readonly does: 'accept' | 'reject' | 'save' | 'settings' | 'close';
  /** The label names cookies, or all, or what is necessary: it would hardly be on a button that is not about consent. */
  readonly isExplicit: boolean;
}

/** A longer label is a text, which happens to begin or end in what buttons say. */
const LONGEST_LABEL = 80;

/** In lower case, letters and digits alone, parted by single spaces: "Accept & close" is "accept close". */
const plain = (label: string): string =>
  label
    .normalize('NFKC')
    .toLowerCase()
    // Where a word may be parted, and the dot that lower case leaves over an i that had one as a capital.
    .replace(/\u0307|[\u00AD\u200B-\u200D\u2060\uFEFF]/gu, '')
    .replace(/[^\p{L}\p{N}\p{M}ー]+/gu, ' ')
    .trim();

type Part = Exclude<keyof LabelWords, 'isUnspaced'>;
/** In this order: "not necessary" before "not", and what has a meaning before what has none. */
const parts: readonly Part[] = [
  'extra',
  'no',
  'only',
  'just',
  'not',
  'thanks',
  'yes',
  'all',
  'cookies',
  'beside',
];
/** On buttons of all languages. */
const everywhere: Readonly<Partial<Record<Part, string>>> = { cookies: 'cookies?', yes: 'ok|okay' };

const wordOf = (words: LabelWords): RegExp => {
  const groups = parts.flatMap((part) => {
    const listed = [words[part], everywhere[part]].filter((list) => list !== undefined);
    return listed.length === 0 ? [] : [`(?<${part}>${listed.join('|')})`];
  });
  return new RegExp(`^(?:${groups.join('|')})${words.isUnspaced ? ' ?' : '(?: |$)'}`, 'u');
};
const languages: readonly RegExp[] = Object.values(labelWords).map(wordOf);

/** The parts of speech in a label, all of whose words are the language's; undefined: some are not. */
const partsIn = (label: string, word: RegExp): ReadonlySet<string> | undefined => {
  const found = new Set<string>();
  for (let rest = label; rest !== ''; ) {
    const match = word.exec(rest);
    if (match === null || match[0] === '') return undefined;
    const part = parts.find((name) => match.groups?.[name] !== undefined);
    if (part !== undefined) found.add(part);
    rest = rest.slice(match[0].length);
  }
  return found;
};

const answerOf = (has: ReadonlySet<string>): 'accept' | 'reject' | undefined => {
  const isNegated = has.has('not');
  if (has.has('no')) {
    // "Reject or accept" is no answer; "No, reject" is one.
    return has.has('yes') && !isNegated ? undefined : 'reject';
  }
  if (has.has('only')) return !has.has('extra') && (has.has('just') || has.has('yes')) ? 'reject' : undefined;
  if (isNegated) return has.has('yes') || has.has('thanks') ? 'reject' : undefined;
  return has.has('yes') ? 'accept' : undefined;
};

const answerIn = (label: string): LabelMeaning | undefined => {
  const read = languages.flatMap((word) => {
    const has = partsIn(label, word);
    const does = has && answerOf(has);
    const isExplicit = has !== undefined && ['all', 'cookies', 'only'].some((part) => has.has(part));
    return does === undefined ? [] : [{ does, isExplicit }];
  });
  // Means one thing in one language and the contrary in another: nothing to press.
  return new Set(read.map(({ does }) => does)).size === 1
    ? (read.find(({ isExplicit }) => isExplicit) ?? read[0])
    : undefined;
};

/** What a button with this label does to a banner's question; undefined: nothing that is known. */
export const labelMeaning = (label: string): LabelMeaning | undefined => {
  // What says nothing but × is drawn, not written.
  if (/^\s*[×✕✖✗xX]\s*$/u.test(label)) return { does: 'close', isExplicit: false };
  const said = plain(label);
  if (said === '' || said.length > LONGEST_LABEL) return undefined;
  for (const does of ['save', 'settings', 'close'] as const) {
    if (otherLabels[does].test(said)) return { does, isExplicit: does === 'settings' };
  }
  return answerIn(said);
};
