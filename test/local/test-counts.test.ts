import { expect, test } from 'vitest';
import { closingLines, testCounts } from '../../bin/local/test-counts.ts';

const passed = { status: 'passed', fullName: 'counts', failureMessages: [] };
const failed = {
  status: 'failed',
  fullName: 'counts again',
  failureMessages: ['expected 1 to be 2\n at line 3'],
};
const broken = { name: 'c.test.ts', status: 'failed', message: 'no such file', assertionResults: [] };
const report = {
  numPassedTests: 12,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [
    { name: 'a.test.ts', status: 'passed', message: '', assertionResults: [passed] },
    { name: 'b.test.ts', status: 'failed', message: '', assertionResults: [passed, failed] },
  ],
};

test('counts what Vitest counted', () => {
  expect(testCounts(report)).toEqual({
    passed: 12,
    skipped: 3,
    failures: ['b.test.ts > counts again\n  expected 1 to be 2\n   at line 3'],
  });
});

test.each([
  ['no such file', 'c.test.ts\n  no such file'],
  // A hook within a `describe`.
  ['', expect.stringMatching(/^c\.test\.ts\n {2}failed outside of its tests/)],
])('a file that failed outside of its tests is a failure: %o', (message, failure) => {
  const json = { ...report, testResults: [...report.testResults, { ...broken, message }] };
  expect(testCounts(json)?.failures).toEqual([expect.anything(), failure]);
});

test.each([undefined, {}, 'text'])('%o is no report', (json) => {
  expect(testCounts(json)).toBeUndefined();
});

test('of a long message there is the beginning', () => {
  const long = { ...failed, failureMessages: ['line\n'.repeat(500)] };
  const [failure] =
    testCounts({ ...report, testResults: [{ ...broken, assertionResults: [long] }] })?.failures ?? [];
  expect(failure?.split('\n')).toHaveLength(13);
});

test('the closing line names what was skipped only when something was', () => {
  expect(closingLines({ passed: 3, skipped: 0, failures: [] })).toBe('3 passed, 0 failed');
  expect(closingLines({ passed: 3, skipped: 2, failures: [] })).toBe('3 passed, 0 failed, 2 skipped');
});

test('what failed is named ahead of the closing line, which counts it', () => {
  expect(closingLines({ passed: 3, skipped: 2, failures: ['a.test.ts > counts'] })).toBe(
    'FAILED a.test.ts > counts\n\n3 passed, 1 failed, 2 skipped',
  );
});
