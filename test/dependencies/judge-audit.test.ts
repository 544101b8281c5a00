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
    isRequired?: boolean;
  } = {},
) => {
  const { shipped = [], advisories = {}, isRequired = false } = changes;
  return judgeAudit(answer, { lock, advisories, shipped: new Set(shipped), today: '2026-11-28', isRequired });
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

describe('npm’s own word that it could not ask', () => {
  test('is no audit, and no finding', () => {
    expect(judged(refused)).toEqual({ notAudited: expect.stringMatching(/^405 Method Not Allowed/) });
  });
  test('is a finding where an audit is required', () => {
    expect(judged(refused, { isRequired: true })).toEqual({
      findings: [expect.stringMatching(/^NOT AUDITED, .*: 405 Method Not Allowed/)],
    });
  });
});

const viaOf = (one: object) => ({
  ...found,
  vulnerabilities: { a: { name: 'a', nodes: [], via: [{ title: 'x', url: 'x', severity: 'high', ...one }] } },
});
test.each<[string, unknown]>([
  ['a report of another version', { ...clean, auditReportVersion: 3 }],
  ['a report of another shape', { ...clean, vulnerabilities: [] }],
  ['an advisory without an address', viaOf({ url: null })],
  ['a severity that nobody knows', viaOf({ severity: 'Critical' })],
  ['a report that complains, too', { ...viaOf({ url: null }), message: 'not all could be asked' }],
  ['an older report', { auditReportVersion: 1, advisories: {}, message: 'old' }],
  ['a text', 'npm warn'],
  ['nothing', undefined],
])('%s is a finding, since nobody knows what is in it', (_what, answer) => {
  expect(judged(answer)).toEqual({ findings: [expect.stringContaining('report is not understood')] });
});
