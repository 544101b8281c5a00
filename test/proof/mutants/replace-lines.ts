import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A line of the product, and what is put in its place. */
export interface Replacement {
  /** From the root of the repository. */
  readonly file: string;
  /** What stands there, once. */
  readonly find: string;
  readonly replace: string;
}

const root = join(import.meta.dirname, '../../..');

/** The source of the file at `path` with its lines replaced; undefined where there is nothing to replace in it. */
export const replacedIn = (
  path: string,
  source: string,
  replacements: readonly Replacement[],
): string | undefined => {
  const here = replacements.filter(({ file }) => join(root, file) === path);
  if (here.length === 0) return undefined;
  return here.reduce((text, { file, find, replace }) => {
    if (text.split(find).length !== 2) throw new Error(`"${find}" does not stand in ${file} once.`);
    return text.replace(find, () => replace);
  }, source);
};

/** Puts other lines in place of the product's own, in whatever this process loads from now on. */
export const replaceLines = (replacements: readonly Replacement[]): void => {
  registerHooks({
    load: (asked, context, nextLoad) => {
      const loaded = nextLoad(asked, context);
      if (!asked.startsWith('file:')) return loaded;
      const source = replacedIn(fileURLToPath(asked), String(loaded.source), replacements);
      return source === undefined ? loaded : { ...loaded, source };
    },
  });
};
