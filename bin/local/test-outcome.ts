import { readJson } from './json-file.ts';
import { type TestCounts, testCounts } from './test-counts.ts';

/** How tests went, and whether all is well. */
export interface TestOutcome extends TestCounts {
  readonly isGood: boolean;
}

const nothingReported: TestCounts = { passed: 0, skipped: 0, failures: [] };

/** How the run `name` of Vitest went, which ended with `code` and was to write its JSON report to `file`. */
export const testOutcome = (name: string, file: string, code: unknown): TestOutcome => {
  const { passed, skipped, failures } = testCounts(readJson(file)) ?? nothingReported;
  // An error that no test was waiting for is in no report.
  const isUnnamed = failures.length === 0 && (code !== 0 || passed === 0);
  return {
    passed,
    skipped,
    failures: isUnnamed ? [`${name}: Vitest ended with code ${code}: see above`] : failures,
    isGood: code === 0 && failures.length === 0 && passed > 0,
  };
};
