import { expect, test } from 'vitest';
import { closingLine, testCounts } from '../../bin/local/test-counts.ts';

const report = {
  numPassedTests: 12,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 1,
  testResults: [
    { status: 'passed', assertionResults: [{ status: 'passed' }] },
    { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] },
  ],
};

test('counts what Vitest counted', () => {
  expect(testCounts(report)).toEqual({ passed: 12, failed: 1, skipped: 3 });
});

test('a file that failed outside of its tests is a failure', () => {
  const broken = {
    ...report,
    testResults: [...report.testResults, { status: 'failed', assertionResults: [] }],
  };
  expect(testCounts(broken)?.failed).toBe(2);
});

test.each([undefined, {}, 'text'])('%o is no report', (json) => {
  expect(testCounts(json)).toBeUndefined();
});

test('the closing line names what was skipped only when something was', () => {
  expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
  expect(closingLine({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
});
