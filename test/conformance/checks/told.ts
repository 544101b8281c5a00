import type { Told } from '../conformance-case.ts';
import type { Check } from './shot.ts';

/** The service tells these things of the capture. */
export const told =
  (wanted: Partial<Told>): Check =>
  ({ told: found }) =>
    Object.entries(wanted).flatMap(([name, value]) => {
      const said = found[name as keyof Told];
      return said === value ? [] : [`${name} is ${JSON.stringify(said)}, not ${JSON.stringify(value)}`];
    });
