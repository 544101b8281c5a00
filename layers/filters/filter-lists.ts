/** Filter lists as texts, in the syntax of Adblock Plus and uBlock Origin. */
export interface FilterLists {
  /** Where they come from, for people. */
  readonly source: string;
  readonly texts: readonly string[];
}

/** A text with rules, not the page of a proxy or of an error. Throws otherwise. */
export const requireRules = (text: string, name: string): string => {
  if (/^\s*</.test(text) || text.split('\n').length < 100) throw new Error(`${name} is no filter list.`);
  return text;
};
