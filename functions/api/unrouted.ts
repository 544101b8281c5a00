import { unrouted } from '../http/unrouted.ts';
import { edgeOf } from '../runtime/edge.ts';
import { readEnvironment } from '../runtime/env.ts';
import { lambdaEntry } from '../runtime/lambda-entry.ts';

/** Whatever no route takes: unknown paths, other methods, OPTIONS. */
export const handler = lambdaEntry(unrouted(edgeOf(readEnvironment('unrouted'))));
