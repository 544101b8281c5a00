const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');

/** Whether an If-None-Match header (RFC 9110, 13.1.2) names this entity tag: then the caller has the file already. */
export const namesEntityTag = (ifNoneMatch: string | undefined, tag: string): boolean =>
  ifNoneMatch !== undefined &&
  (ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((one) => opaque(one) === tag));
