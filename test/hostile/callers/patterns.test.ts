import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from '@babel/parser';
import { isSafePattern } from 'redos-detector';
import { describe, expect, test, vi } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const files = globSync('functions/**/*.ts', { cwd: root });

interface Pattern {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}
interface Token {
  readonly type: { readonly label: string };
  readonly value: unknown;
}

const tokensOf = (file: string): readonly Token[] => {
  const code = readFileSync(join(root, file), 'utf8');
  return parse(code, { sourceType: 'module', plugins: ['typescript'], tokens: true }).tokens as Token[];
};
const tokens = new Map(files.map((file) => [file, tokensOf(file)]));

const literals = [...tokens].flatMap(([file, all]): Pattern[] =>
  all
    .filter(({ type }) => type.label === 'regexp')
    .map(({ value }) => value as { readonly pattern: string; readonly flags: string })
    .map(({ pattern, flags }) => ({ file, source: pattern, flags })),
);

/** Files that make patterns of texts. */
const makers = [...tokens]
  .filter(([, all]) =>
    all.some(
      ({ value }, index) =>
        value === 'RegExp' && (all[index - 1]?.value === 'new' || all[index + 1]?.type.label === '('),
    ),
  )
  .map(([file]) => file);

/** The patterns that a module makes of texts when it is loaded. */
const madeBy = async (file: string): Promise<Pattern[]> => {
  const made: Pattern[] = [];
  vi.stubGlobal(
    'RegExp',
    new Proxy(RegExp, {
      construct: (target, [source, flags]: [string, string?]) => {
        made.push({ file, source, flags: flags ?? '' });
        return new target(source, flags);
      },
    }),
  );
  try {
    vi.resetModules();
    await import(join(root, file));
  } finally {
    vi.unstubAllGlobals();
  }
  return made;
};

/**
 * The ways to read a text that a pattern leaves open, at the worst; more than these for a pattern that goes back over what
 * it has read, again and again.
 */
const MOST_WAYS = 200;

/** What pages say that hold visitors for robots. */
function sentencesOfChallenges(): readonly string[] {
  const own = literals.filter(({ file }) => file === 'functions/render/in-page/bot-challenge.ts');
  return own.map(({ source }) => source).filter((source) => source.length > 600 && !/[*+{]/.test(source));
}

/** Patterns that go back over what they have read, with why that does no harm. */
const harmless: readonly (readonly [source: string, reason: string])[] = [
  [
    '^(?:[a-z0-9-]+\\.)+[a-z][a-z0-9-]*$',
    'A dot ends each label, so there is one way to read a text; and a domain has 254 characters at most.',
  ],
  [
    '^(?:\\[(?<bracketed>[^[\\]]*:[^[\\]]*)\\]|(?<range6>[^/]*:[^/]*:[^/]*\\/\\d+)|(?<host>[^:]+))(?::(?<port>\\d{1,5}))?$',
    'Reads a setting of the deployer, when a function starts. It can be slow, by the third power of its length.',
  ],
  ...sentencesOfChallenges().map(
    (source) =>
      [
        source,
        'In the page, and nothing in it repeats: each text has as many ways as it has words.',
      ] as const,
  ),
];

const isJudgedSafe = ({ source, flags }: Pattern): boolean => {
  const caseInsensitive = flags.includes('i');
  try {
    return isSafePattern(source, {
      caseInsensitive,
      // It knows no letters of either case among all of Unicode, which are no more ways to read a text.
      unicode: flags.includes('u') && !caseInsensitive,
      dotAll: flags.includes('s'),
      multiLine: flags.includes('m'),
      maxScore: MOST_WAYS,
      timeout: Number.POSITIVE_INFINITY,
    }).safe;
  } catch (error) {
    // What it cannot read.
    if (error instanceof SyntaxError) return false;
    throw error;
  }
};

describe('no text keeps a pattern busy', () => {
  test('the judge knows the classics', () => {
    for (const source of ['^(a+)+$', '^(a*)*$', 'x*x*y', '\\s+$']) {
      expect(isJudgedSafe({ file: '', source, flags: '' }), source).toBe(false);
    }
  });

  test('all patterns are found: literals, and those that are made of texts', () => {
    expect(files.length).toBeGreaterThan(300);
    expect(literals.length).toBeGreaterThan(50);
    expect(makers.toSorted()).toEqual([
      'functions/adapters/net/proxy-target.ts',
      // Of autoconsent's rules, which are tested against addresses of frames: each begins with the scheme and goes on plainly.
      'functions/render/consent/autoconsent.ts',
      // Of the words on banners, too many for the judge. They read 5,000 letters of a box at most, and take no more than some
      // tens of milliseconds for those that suit them worst: each of their words as often as it fits.
      'functions/render/consent/banner-words.ts',
      // Of the words on buttons: 80 letters at most.
      'functions/render/consent/label-meaning.ts',
      'functions/render/consent/other-labels.ts',
      // In the page, which can keep itself busy in easier ways: its time is bounded.
      'functions/render/in-page/look-for-banner.ts',
    ]);
  });

  test.each(literals.map((one) => [relative('functions', one.file), one.source, one] as const))(
    '%s: %s',
    (_, source, one) => {
      const isHarmless = harmless.some(([known]) => known === source);
      expect(isJudgedSafe(one)).toBe(!isHarmless);
    },
  );

  test('nor the exceptions that are none any more', () => {
    expect(harmless.filter(([source]) => !literals.some((one) => one.source === source))).toEqual([]);
  });

  test('nor the patterns of the proxy', async () => {
    const made = await madeBy('functions/adapters/net/proxy-target.ts');
    // Its own come last, after those of what it imports.
    const own = made.slice(-2);
    expect(own.map(({ source }) => source.slice(0, 6))).toEqual(['^(?:\\[', '^http:']);
    for (const one of own) expect(isJudgedSafe(one), one.source).toBe(true);
  });
});
