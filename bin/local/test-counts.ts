import { z } from 'zod';

const report = z.object({
  numPassedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});
type FileResult = z.infer<typeof report>['testResults'][number];

/** Of a failure's message: what was expected and where, not all of a large difference. */
const MOST_LINES = 12;
/** In place of a message: the report has none of a hook within a `describe`. */
const OUTSIDE = 'failed outside of its tests, as a hook does: see above';

/** How the tests went. */
export interface TestCounts {
  readonly passed: number;
  readonly skipped: number;
  /** What failed, each with its file, its name and the beginning of its message. */
  readonly failures: readonly string[];
}

/** Reads Vitest's JSON report; undefined when it is none. A file that failed outside of its tests is one failure. */
export function testCounts(json: unknown): TestCounts | undefined {
  const { success, data } = report.safeParse(json);
  if (!success) {
    return undefined;
  }
  return {
    passed: data.numPassedTests,
    skipped: data.numPendingTests + data.numTodoTests,
    failures: data.testResults.flatMap(failuresOf),
  };
}

const isFailed = ({ status }: { readonly status: string }) => status === 'failed';

const failuresOf = (file: FileResult): string[] => {
  const tests = file.assertionResults.filter(isFailed);
  if (isFailed(file) && tests.length === 0) return [described(file.name, file.message || OUTSIDE)];
  return tests.map(({ fullName, failureMessages }) =>
    described(`${file.name} > ${fullName}`, failureMessages.join('\n')),
  );
};

const described = (name: string, message: string): string =>
  [name, ...message.split('\n').slice(0, MOST_LINES)].join('\n  ');

/**
 * What failed, once more, and the line that continuous integration reads: the last of a test run. Of a long run often
 * only the end is kept, and a number alone does not say what to mend.
 */
export const closingLines = ({ passed, skipped, failures }: TestCounts): string =>
  [
    ...failures.map((failure) => `FAILED ${failure}\n`),
    `${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  ].join('\n');
