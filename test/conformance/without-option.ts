import type { ConformanceCase } from './conformance-case.ts';

/** The same case without the option that it proves: it has to fail. Undefined for a case that proves none. */
export const withoutOption = (one: ConformanceCase): ConformanceCase | undefined => {
  const { proves } = one;
  if (proves === undefined) return undefined;
  const options = Object.fromEntries(Object.entries(one.options).filter(([name]) => name !== proves));
  return { ...one, options };
};
