import type { ToldCheck } from './shot.ts';

type Value = boolean | number | string | null;

/** `checks` of the status has these values; a function says whether a value will do. */
export const checked =
  (wanted: Readonly<Record<string, Value | ((value: unknown) => boolean)>>): ToldCheck =>
  ({ told: { checks } }) => {
    if (checks === undefined) return ['there are no checks'];
    return Object.entries(wanted).flatMap(([name, value]) => {
      const found = checks[name];
      const isRight = typeof value === 'function' ? value(found) : found === value;
      return isRight
        ? []
        : [
            `checks.${name} is ${JSON.stringify(found)}${typeof value === 'function' ? '' : `, not ${value}`}`,
          ];
    });
  };
