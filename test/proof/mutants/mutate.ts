import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mutants } from './mutants.ts';

// node --import ./test/proof/mutants/mutate.ts …: runs a program with the mutant that MUTANT names in place of the real line.
const mutant = mutants.find(({ name }) => name === process.env['MUTANT']);
if (mutant === undefined) throw new Error(`There is no mutant "${process.env['MUTANT']}".`);
const { file, find, replace, also } = mutant;
const url = pathToFileURL(join(import.meta.dirname, '../../..', file)).href;

registerHooks({
  load: (asked, context, nextLoad) => {
    const loaded = nextLoad(asked, context);
    if (asked !== url) return loaded;
    let source = String(loaded.source);
    for (const change of also === undefined ? [{ find, replace }] : [{ find, replace }, also]) {
      if (source.split(change.find).length !== 2) {
        throw new Error(`"${change.find}" does not stand in ${file} once.`);
      }
      source = source.replace(change.find, () => change.replace);
    }
    return { ...loaded, source };
  },
});
