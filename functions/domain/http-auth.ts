import * as z from 'zod';
import { isOneLine } from './plain-text.ts';

const credential = (what: string, isAllowed: (value: string) => boolean) => {
  const valid = `must be a string of at most 256 characters without ${what}`;
  return z.string(valid).max(256, valid).refine(isAllowed, valid);
};

/** User and password for HTTP basic authentication. */
export const httpAuth = z
  .object(
    {
      // RFC 7617: the first colon ends the user.
      user: credential(
        'control characters and colons',
        (user) => isOneLine(user) && !user.includes(':'),
      ).meta({
        description: 'At most 256 characters, without a colon.',
      }),
      pass: credential('control characters', isOneLine).meta({ description: 'At most 256 characters.' }),
    },
    'must be an object with "user" and "pass"',
  )
  .meta({ id: 'HttpAuth' });
