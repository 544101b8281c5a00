import { describe, expect, test } from 'vitest';
import { judgeAudit } from '../../bin/dependencies/judge-audit.ts';
// As npm 11 answers: to a registry made for this that knows three advisories (shortened) or none, and to one that has no
// such service.
import clean from '../fixtures/npm-audit/clean.json' with { type: 'json' };
import found from '../fixtures/npm-audit/found.json' with { type: 'json' };
import refused from '../fixtures/npm-audit/refused.json' with { type: 'json' };

const lock = {
  lockfileVersion: 3 as const,
  packages: {
    'node_modules/ipaddr.js': {},
    'node_modules/aws-cdk-lib/node_modules/brace-expansion': { dev: true },
    'node_modules/typescript': { dev: true },
  },
};
const judged = (
  answer: unknown,
  changes: {
    shipped?: readonly string[];
    advisories?: Record<string, { reason: string; until: string }>;
  } = {},
) => {
  const { shipped = [], advisories = {} } = changes;
  return judgeAudit(answer, { lock, advisories, shipped: new Set(shipped), today: '2026-11-28' });
};

const ipaddr = expect.stringMatching(
  /^ipaddr\.js \(production\): An example: wrong ranges, moderate, .*GHSA-aaaa-bbbb-cccc\.$/,
);
const braces = expect.stringMatching(/^brace-expansion \(development\): .* high, .*GHSA-dddd-eeee-ffff\.$/);

test('advisories count from moderate in production and from high in development, once each', () => {
  expect(judged(found)).toEqual({ findings: [braces, ipaddr] });
});

test('what is deployed counts as production, whatever it is in package.json', () => {
  expect(judged(found, { shipped: ['node_modules/typescript'] })).toEqual({
    findings: [braces, ipaddr, expect.stringMatching(/^typescript \(production\): .* moderate/)],
  });
});

test('no advisory is no finding', () => {
  expect(judged(clean)).toEqual({ findings: [] });
});

describe('an advisory that is accepted', () => {
  const until = (day: string) => ({ 'GHSA-aaaa-bbbb-cccc': { reason: 'so', until: day } });
  test('does not count up to its last day', () => {
    expect(judged(found, { advisories: until('2026-11-28') })).toEqual({ findings: [braces] });
  });
  test('counts after it', () => {
    expect(judged(found, { advisories: until('2026-11-27') })).toEqual({
      findings: [braces, expect.stringContaining('which was accepted until 2026-11-27')],
    });
  });
  test('is named when npm knows nothing of it', () => {
    expect(judged(clean, { advisories: until('2027-01-01') })).toEqual({
      findings: ['bin/dependencies/accepted.ts has GHSA-aaaa-bbbb-cccc, which is needed no more.'],
    });
  });
});

test.each([
  ['a registry that does not audit', refused, /^405 Method Not Allowed/],
  ['a report of another version', { ...clean, auditReportVersion: 3 }, /gave no report/],
  ['a report of another shape', { auditReportVersion: 2, vulnerabilities: [] }, /gave no report/],
  ['nothing', undefined, /gave no report/],
])('%s is no audit, and no finding', (_what, answer, reason) => {
  expect(judged(answer)).toEqual({ notAudited: expect.stringMatching(reason) });
});
