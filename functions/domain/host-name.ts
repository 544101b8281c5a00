/** Last labels of names that mean something inside a network, or nothing at all (contract, "Limits"). */
const privateSuffixes: ReadonlySet<string> = new Set([
  'localhost',
  'localdomain',
  'local',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'arpa',
  'onion',
  'test',
  'invalid',
]);

/** Letters, digits, inner hyphens; underscores because public sites use them although RFC 952 does not. */
const labelPattern = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
const MAX_NAME_LENGTH = 253;

/** A host name without the dot that ends a fully qualified one, and an IPv6 address without its brackets. */
export const bareHost = (host: string): string => {
  const lower = host.toLowerCase();
  if (lower.startsWith('[') && lower.endsWith(']')) return lower.slice(1, -1);
  return lower.endsWith('.') ? lower.slice(0, -1) : lower;
};

/** True for a name of well-formed labels, in ASCII and lower case, with or without the ending dot. */
export const isHostName = (name: string): boolean => {
  const bare = bareHost(name);
  return bare.length <= MAX_NAME_LENGTH && bare.split('.').every((label) => labelPattern.test(label));
};

/** True for a name that no public page has: a single label, or one under a private or reserved suffix. */
export const isPrivateName = (name: string): boolean => {
  const labels = bareHost(name).split('.');
  return labels.length < 2 || privateSuffixes.has(labels.at(-1) ?? '');
};
