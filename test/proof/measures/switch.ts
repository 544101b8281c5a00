import { replaceLines } from '../mutants/replace-lines.ts';
import { chosenMeasure } from './chosen-measure.ts';

// node --import ./test/proof/measures/switch.ts …: runs a program without the measure that MEASURE names, or as it is.
replaceLines(chosenMeasure()?.changes ?? []);
