import { unrouted } from '../http/unrouted.ts';
import { edgeOf } from '../runtime/edge.ts';
import { readEnvironment } from '../runtime/env.ts';

/** Whatever no route takes: unknown paths, other methods, OPTIONS. */
export const handler = unrouted(edgeOf(readEnvironment('unrouted')));
