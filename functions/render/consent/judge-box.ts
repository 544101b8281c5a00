import type { ConsentAction } from '../../domain/consent.ts';
import type { SeenBox } from '../in-page/banner-look.ts';
import { bannerWords } from './banner-words.ts';
import { type LabelMeaning, labelMeaning } from './label-meaning.ts';
import { textAbout } from './text-about.ts';

/** A box that is a cookie banner. Its buttons are told by their places in the box's list. */
export interface Banner {
  /** The same for the same banner, as long as it says the same. */
  readonly key: string;
  /** Answers it as asked. */
  readonly answer?: number | undefined;
  /** Opens its settings. */
  readonly settings?: number | undefined;
  /** Takes it away: it asks for no answer (any more). */
  readonly close?: number | undefined;
}

/** A notice without a button that is known is short and has a sentence, unlike the contents of a page about cookies. */
const SENTENCE = /[.!?。！？।]/u;
const LONGEST_NOTICE = 1_500;
const MOST_BUTTONS = 10;
/** A word of thanks in the page's flow, where other things have a button to close them too. */
const LONGEST_THANKS = 500;
const MOST_OF_THANKS = 3;

interface Known extends LabelMeaning {
  readonly at: number;
}

/** What a box is about, without what is at its foot: that is of the page, if the box is all of it. */
const questionOf = ({ text, asides, buttons }: SeenBox, answers: readonly Known[]): string => {
  const used = new Set(answers.map(({ at }) => buttons[at]?.aside));
  return asides
    .filter((aside, at) => aside !== '' && !used.has(at))
    .reduce((left, aside) => left.replace(aside, ' '), text);
};

/** There are purposes to choose from, and none of them is chosen: to save that is to reject. */
const isChoiceOfNothing = ({ text, on, off, isWhole }: SeenBox): boolean =>
  // What was not looked at may be on; and a switch against something is the other way round.
  isWhole && on === 0 && off > 0 && !bannerWords.against.test(text);

/**
 * Whether a box is a cookie banner, and what to press in it for `action`; undefined: it is none. A wrong press is worse
 * than a banner that stays: what else is asked for, a log-in, an order, an age, is left alone unless both the text and the
 * label speak of nothing but consent.
 */
export const judgeBox = (box: SeenBox, action: ConsentAction): Banner | undefined => {
  const known = box.buttons.flatMap(({ label }, at): readonly Known[] => {
    const meaning = labelMeaning(label);
    return meaning ? [{ ...meaning, at }] : [];
  });
  const that = (does: LabelMeaning['does']) => known.filter((button) => button.does === does);
  // A link leads to another document; only what answers may.
  const stays = ({ at }: Known) => box.buttons[at]?.isLink === false;
  const [accepts, settings] = [that('accept'), that('settings').filter(stays)];
  // Only beside a button that accepts: any other box with something to choose and to save is not about consent.
  const saves = accepts.length > 0 && isChoiceOfNothing(box) ? that('save').filter(stays) : [];
  const rejects = [...that('reject'), ...saves];
  const answers = [...accepts, ...rejects];

  const { topic, isOtherFirst, isOtherToo } = textAbout(questionOf(box, answers));
  if (topic === 'other') return undefined;
  const isOffer = box.buttons.some(
    ({ label }, at) => bannerWords.otherwise.test(label) && known.every((button) => button.at !== at),
  );
  const mayPress = ({ isExplicit }: Known): boolean => {
    if (topic === 'cookies') return isExplicit || !(isOtherFirst || isOffer);
    if (topic === 'data') return !isOtherFirst && !isOffer && (isExplicit || !isOtherToo);
    return !isOtherToo && (isExplicit || settings.length > 0);
  };
  const pressable = (action === 'accept' ? accepts : rejects).filter(mayPress);
  const answer = pressable.find(({ isExplicit }) => isExplicit) ?? pressable[0];
  const close = answers.length === 0 ? that('close').find(stays) : undefined;
  const isThanks =
    close !== undefined && box.buttons.length <= MOST_OF_THANKS && box.text.length <= LONGEST_THANKS;
  const isSeen = (): boolean => {
    if (box.place === 'flow') return topic === 'cookies' && (answers.some(mayPress) || isThanks);
    if (answers.some(mayPress)) return true;
    if (topic !== 'cookies' || isOtherFirst) return false;
    if (known.some(({ does }) => does !== 'settings')) return true;
    // A tab that leads back to the settings of a banner is none, and stays for good where there was one.
    const { text, buttons } = box;
    const isShort = text.length <= LONGEST_NOTICE && buttons.length <= MOST_BUTTONS;
    return SENTENCE.test(text) && (isShort || known.length > 0);
  };
  return isSeen()
    ? {
        key: box.text.slice(0, 300),
        answer: answer?.at,
        settings: settings[0]?.at,
        close: close?.at,
      }
    : undefined;
};
