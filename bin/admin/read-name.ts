import { InvalidArgumentError } from 'commander';
import { isOneLine } from '../../functions/domain/plain-text.ts';

const MAX_NAME = 100;

/** Reads what an account or a key is to be called: one line that fits a table. */
export const readName = (text: string): string => {
  if (text.trim() !== '' && text.length <= MAX_NAME && isOneLine(text)) return text;
  throw new InvalidArgumentError(`It must be one line of 1 to ${MAX_NAME} characters.`);
};
