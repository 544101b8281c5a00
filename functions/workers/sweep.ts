import { lambdaEntry } from '../runtime/lambda-entry.ts';
import { sweepDependencies } from '../runtime/sweep-dependencies.ts';
import { sweep } from '../usecases/sweep.ts';

const deps = sweepDependencies();

/** Runs each minute: takes up what was left lying. */
export const handler = lambdaEntry(() => sweep(deps));
