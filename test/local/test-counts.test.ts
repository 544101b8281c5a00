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
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [
    { name: 'a.test.ts', status: 'passed', message: '', assertionResults: [passed] },
    { name: 'b.test.ts', status: 'failed', message: '', assertionResults: [passed, failed] },
  ],
};

test('counts what Vitest counted', () => {
  expect(testCounts(report)).toMatchObject({ passed: 12, failed: 1, skipped: 3 });
});

test('a file that failed outside of its tests is a failure', () => {
  const json = {
    ...report,
    testResults: [...report.testResults, broken],
  };
  expect(testCounts(json)).toMatchObject({
    failed: 2,
    failures: [expect.anything(), 'c.test.ts\n  no such file'],
  });
});

test.each([undefined, {}, 'text'])('%o is no report', (json) => {
  expect(testCounts(json)).toBeUndefined();
});

test('what failed has its file, its name and the beginning of its message', () => {
  expect(testCounts(report)?.failures).toEqual([
    'b.test.ts > counts again\n  expected 1 to be 2\n   at line 3',
  ]);
  const long = { ...failed, failureMessages: ['line\n'.repeat(500)] };
  const [failure] =
    testCounts({ ...report, testResults: [{ ...broken, assertionResults: [long] }] })?.failures ?? [];
  expect(failure?.split('\n')).toHaveLength(13);
});

test('the closing line names what was skipped only when something was', () => {
  expect(closingLines({ passed: 3, failed: 0, skipped: 0, failures: [] })).toBe('3 passed, 0 failed');
  expect(closingLines({ passed: 3, failed: 0, skipped: 2, failures: [] })).toBe(
    '3 passed, 0 failed, 2 skipped',
  );
});

test('what failed is named ahead of the closing line', () => {
  expect(closingLines({ passed: 3, failed: 1, skipped: 0, failures: ['a.test.ts > counts'] })).toBe(
    'FAILED a.test.ts > counts\n\n3 passed, 1 failed',
  );
});
