import { mutants } from './mutants.ts';
import { replaceLines } from './replace-lines.ts';

// node --import ./test/proof/mutants/mutate.ts …: runs a program with the mutant that MUTANT names in place of the real line.
const mutant = mutants.find(({ name }) => name === process.env['MUTANT']);
if (mutant === undefined) throw new Error(`There is no mutant "${process.env['MUTANT']}".`);
replaceLines(mutant.changes);
