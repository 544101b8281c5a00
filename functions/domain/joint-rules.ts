import type * as z from 'zod';
import { type AskedOptions, askedOptions } from './asked-options.ts';
import { cookieScope } from './cookie-scope.ts';

/** What is wrong: the field to change, and the sentence about it. */
type Broken = readonly [field: string, sentence: string];

/** A rule about several options together. */
export interface JointRule {
  /** The options that it looks at, with their schemas. */
  readonly part: z.ZodObject;
  /** Sees right values only; undefined when all is well. */
  readonly judge: (asked: AskedOptions) => Broken | undefined;
}

const selectorRule: JointRule = {
  part: askedOptions.pick({ selector: true, format: true }),
  judge: ({ selector, format }) =>
    selector !== '' && format === 'pdf'
      ? ['selector', 'selector must be left out with format pdf, which has no single element']
      : undefined,
};
const urlAndCookies = askedOptions.pick({ url: true, cookies: true });

/**
 * What options say only together. `hostOf` gives the host of a URL that may be captured, and undefined for any other,
 * about which the next stage of the judgement has the word.
 */
export const jointRules = (hostOf: (url: string) => string | undefined): readonly JointRule[] => [
  selectorRule,
  {
    part: urlAndCookies,
    judge: ({ url, cookies }) => {
      if (!cookies.some(({ domain }) => domain !== undefined)) return undefined;
      const host = hostOf(url);
      if (host === undefined) return undefined;
      const fits = cookieScope(host);
      const stray = cookies.findIndex(({ domain }) => domain !== undefined && !fits(domain));
      return stray === -1
        ? undefined
        : [
            'cookies',
            `cookies[${stray}].domain must be the host of the url or a domain above it, down to its registrable domain`,
          ];
    },
  },
];

/** The rules that a request as sent breaks, of those whose own options are not among the `wrong` ones. */
export const brokenRules = (
  rules: readonly JointRule[],
  sent: Readonly<Record<string, unknown>>,
  wrong: ReadonlyMap<string, unknown>,
): Broken[] =>
  rules
    .filter(({ part }) => !Object.keys(part.shape).some((field) => wrong.has(field)))
    .flatMap(({ part, judge }) => {
      const parsed = part.safeParse(sent);
      const broken = parsed.success ? judge(parsed.data as unknown as AskedOptions) : undefined;
      return broken === undefined ? [] : [broken];
    });
