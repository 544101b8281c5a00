import type { Capture } from '../domain/capture.ts';
import { type DeadLetterFate, judgeDeadLetter } from '../domain/judge-dead-letter.ts';
import type { Captures } from '../ports/captures.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeadLetter, DeadLetters } from '../ports/dead-letters.ts';

export interface ListDeadLettersDependencies {
  readonly captures: Pick<Captures, 'getAll'>;
  readonly deadLetters: DeadLetters;
  readonly now: Clock;
}

/** A dead letter, its capture if there is one, and what is to be said and done about it. */
export interface JudgedDeadLetter {
  readonly letter: DeadLetter;
  readonly capture?: Capture | undefined;
  readonly reason: string;
  readonly fate: DeadLetterFate;
}

/** Judges letters that were taken, in their order. */
export const judgeDeadLetters = async (
  { captures, now }: Pick<ListDeadLettersDependencies, 'captures' | 'now'>,
  letters: readonly DeadLetter[],
): Promise<JudgedDeadLetter[]> => {
  const tokens = new Set(letters.map(({ token }) => token).filter((token) => token !== undefined));
  const found = tokens.size === 0 ? [] : await captures.getAll([...tokens]);
  const byToken = new Map(found.map((one) => [one.token, one]));
  return letters.map((letter) => {
    const capture = letter.token === undefined ? undefined : byToken.get(letter.token);
    return { letter, capture, ...judgeDeadLetter(letter, capture, now()) };
  });
};

/** At most `most` dead letters, each with why it lies there, the oldest first. All of them stay where they are. */
export const listDeadLetters = async (
  deps: ListDeadLettersDependencies,
  most: number,
): Promise<readonly JudgedDeadLetter[]> => {
  const letters = await deps.deadLetters.take(most);
  try {
    const judged = await judgeDeadLetters(deps, letters);
    return judged.toSorted((one, other) => one.letter.sentAt - other.letter.sentAt);
  } finally {
    await deps.deadLetters.giveBack(letters);
  }
};
