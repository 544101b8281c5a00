import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A line of the product, and what is put in its place. */
export interface Replacement {
  /** From the root of the repository. */
  readonly file: string;
  /** What stands there, once. */
  readonly find: string;
  readonly replace: string;
}

/** Puts other lines in place of the product's own, in whatever this process loads from now on. */
export const replaceLines = (replacements: readonly Replacement[]): void => {
  const root = join(import.meta.dirname, '../../..');
  registerHooks({
    load: (asked, context, nextLoad) => {
      const loaded = nextLoad(asked, context);
      const here = replacements.filter(({ file }) => pathToFileURL(join(root, file)).href === asked);
      if (here.length === 0) return loaded;
      let source = String(loaded.source);
      for (const { file, find, replace } of here) {
        if (source.split(find).length !== 2) throw new Error(`"${find}" does not stand in ${file} once.`);
        source = source.replace(find, () => replace);
      }
      return { ...loaded, source };
    },
  });
};
