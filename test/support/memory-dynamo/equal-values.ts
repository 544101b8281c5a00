import type { Row } from './row.ts';

const equalRows = (one: Row, other: Row): boolean => {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length && names.every((name) => equalValues(one[name], other[name]))
  );
};

/** Whether two values have the same type and content; what is missing equals nothing. */
export const equalValues = (one: unknown, other: unknown): boolean => {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one !== undefined && one === other;
  }
  if (one instanceof Uint8Array || other instanceof Uint8Array) {
    return one instanceof Uint8Array && other instanceof Uint8Array && Buffer.compare(one, other) === 0;
  }
  return Array.isArray(one) === Array.isArray(other) && equalRows({ ...one }, { ...other });
};
