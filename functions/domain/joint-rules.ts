import type * as z from 'zod';
import { askedOptions } from './asked-options.ts';
import { cookieHost } from './cookie-host.ts';
import { cookieScope } from './cookie-scope.ts';

/** What is wrong: the field to change, and the sentence about it. */
type Broken = readonly [field: string, sentence: string];

/** A rule about several options together. */
export interface JointRule {
  /** The options that it looks at, with their schemas. */
  readonly part: z.ZodObject;
  /** Sees right values of these options; undefined when all is well. */
  readonly judge: (fields: object) => Broken | undefined;
}

/** A rule that can look at no other options than those of its part. */
const ruleOf = <Part extends z.ZodObject>(
  part: Part,
  judge: (fields: z.output<Part>) => Broken | undefined,
): JointRule => ({ part, judge: (fields) => judge(fields as z.output<Part>) });

const selectorAndFormat = askedOptions.pick({ selector: true, format: true });
const urlAndCookies = askedOptions.pick({ url: true, cookies: true });

const selectorRule = ruleOf(selectorAndFormat, ({ selector, format }) =>
  selector !== '' && format === 'pdf'
    ? ['selector', 'selector must be left out with format pdf, which has no single element']
    : undefined,
);

/**
 * What options say only together. `hostOf` gives the host of a URL that may be captured, and undefined for any other,
 * about which the next stage of the judgement has the word.
 */
export const jointRules = (hostOf: (url: string) => string | undefined): readonly JointRule[] => [
  selectorRule,
  ruleOf(urlAndCookies, ({ url, cookies }) => {
    if (!cookies.some(({ domain }) => domain !== undefined)) return undefined;
    const host = hostOf(url);
    if (host === undefined) return undefined;
    const fits = cookieScope(host);
    const stray = cookies.findIndex(({ domain }) => domain !== undefined && !fits(cookieHost(domain) ?? ''));
    return stray === -1
      ? undefined
      : [
          'cookies',
          `cookies[${stray}].domain must be the host of the url or a domain above it, down to its registrable domain`,
        ];
  }),
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
      const broken = parsed.success ? judge(parsed.data) : undefined;
      return broken === undefined ? [] : [broken];
    });
