/** Of DynamoDB's transactions (API reference, TransactWriteItems, "Cancellation reason codes") and of zod's issues. */
const known: ReadonlySet<unknown> = new Set([
  'None',
  'AccessDenied',
  'ConditionalCheckFailed',
  'DuplicateItem',
  'ItemCollectionSizeLimitExceeded',
  'ProvisionedThroughputExceeded',
  'ThrottlingError',
  'TransactionConflict',
  'ValidationError',
  'custom',
  'invalid_element',
  'invalid_format',
  'invalid_key',
  'invalid_type',
  'invalid_union',
  'invalid_value',
  'not_multiple_of',
  'too_big',
  'too_small',
  'unrecognized_keys',
]);

const MOST_REASONS = 10;

const codesIn = (list: unknown, field: string): string[] =>
  Array.isArray(list)
    ? list
        .slice(0, MOST_REASONS)
        .map((one: unknown) => (one as Readonly<Record<string, unknown>> | null)?.[field])
        .map((code) => (known.has(code) ? String(code) : 'unknown'))
    : [];

/**
 * Why an error of several parts came about, by code and in their order: for each write of a transaction that DynamoDB
 * cancelled, or each issue that zod has. Without what stands beside the codes: rows, paths and values, which are callers'.
 */
export const errorReasons = (error: Error): readonly string[] => {
  const { CancellationReasons, issues } = error as {
    readonly CancellationReasons?: unknown;
    readonly issues?: unknown;
  };
  return [...codesIn(CancellationReasons, 'Code'), ...codesIn(issues, 'code')];
};
