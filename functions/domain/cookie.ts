import * as z from 'zod';
import { cookieHost } from './cookie-host.ts';
import { isOneLine } from './plain-text.ts';

/** The most that a cookie's name and value may have together, in bytes of UTF-8 (contract, "Limits"). */
const MAX_COOKIE_BYTES = 4_096;
/** A token of RFC 9110, as RFC 6265 asks of a cookie's name. */
const namePattern = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

const utf8 = new TextEncoder();

// A batch can have a hundred thousand cookies, nearly all of them short: those are not encoded to be counted.
const fits = (text: string): boolean =>
  text.length * 3 <= MAX_COOKIE_BYTES || utf8.encode(text).byteLength <= MAX_COOKIE_BYTES;

const name = "must be letters, digits and !#$%&'*+-.^_`|~ without spaces";
const value = 'must be a string without line ends, other control characters and semicolons';
const domain = 'must be a host name, such as example.com';
const path =
  'must begin with a slash, have at most 1,024 characters and no semicolons and control characters';
/** The last second of the year 9999. */
const LAST_SECOND = 253_402_300_799;
const expires = `must be a number of Unix seconds, or -1`;
const flag = 'must be true or false';
const sameSite = ['Strict', 'Lax', 'None'] as const;

/**
 * One cookie that a caller wants to be set before the page is opened. Its domain stands as it was
 * sent (domain/cookie-host.ts reads it); whether it fits is judged with the URL. Absent: no flag, and the path /.
 */
export const cookie = z
  .object(
    {
      name: z
        .string(name)
        .regex(namePattern, name)
        .meta({
          description: "Letters, digits and !#$%&'*+-.^_`|~.",
          examples: ['session'],
        }),
      value: z
        .string(value)
        .refine((text) => text.isWellFormed() && !/[\p{Cc};]/u.test(text), value)
        .meta({
          description: 'Without semicolons, line ends and other control characters.',
          examples: ['b64f0c'],
        }),
      domain: z
        .string(domain)
        .max(254, domain)
        .refine((text) => cookieHost(text) !== undefined, domain)
        .optional()
        .meta({
          description:
            'Defaults to the host of `url`. Otherwise that host, or a domain it lies under, down to its registrable domain; a leading dot is allowed.',
          examples: ['example.com'],
        }),
      path: z
        .string(path)
        .max(1_024, path)
        .regex(/^\/[^;]*$/, path)
        .refine(isOneLine, path)
        .optional()
        .meta({ description: 'The path the cookie is sent to; / when left out.' }),
      secure: z.boolean(flag).optional().meta({ description: 'Sent over https only; not so when left out.' }),
      httpOnly: z
        .boolean(flag)
        .optional()
        .meta({ description: 'Hidden from scripts of the page; not so when left out.' }),
      sameSite: z
        .enum(sameSite, `must be one of ${sameSite.join(', ')}`)
        .optional()
        .meta({ description: 'When the cookie goes along with requests from other sites.' }),
      expires: z
        .number(expires)
        .min(-1, expires)
        .max(LAST_SECOND, expires)
        .optional()
        .meta({ description: 'Unix seconds; left out or -1: a session cookie.' }),
    },
    'must be an object with "name" and "value"',
  )
  .refine((one) => fits(one.name + one.value), {
    error: `must have at most ${MAX_COOKIE_BYTES.toLocaleString('en-US')} bytes in name and value together`,
  })
  .meta({
    id: 'Cookie',
    description: `A cookie to set before navigation. Name and value: ${MAX_COOKIE_BYTES.toLocaleString('en-US')} bytes at most together.`,
  });
