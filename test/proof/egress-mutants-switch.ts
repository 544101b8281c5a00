import { egressMutants } from './egress-mutants.ts';
import { replaceLines } from './mutants/replace-lines.ts';

// node --import ./test/proof/egress-mutants-switch.ts …: runs a program with the protection off that MUTANT names.
const mutant = egressMutants.find(({ name }) => name === process.env['MUTANT']);
if (mutant === undefined) throw new Error(`There is no mutant "${process.env['MUTANT']}".`);
replaceLines(mutant.changes);
