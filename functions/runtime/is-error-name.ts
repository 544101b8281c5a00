/** What the classes of this service, of packages and of AWS's own errors end in. */
const className = /^(?:[A-Z][A-Za-z0-9]{1,50})?(?:Error|Exception|Failure)$/;

/** Those that end otherwise: this service's, and what S3, SQS and AWS's front ends answer by their error references. */
const others: ReadonlySet<string> = new Set([
  'FileUnreadable',
  'InvocationFailed',
  'OperatorRefusal',
  'TimedOut',
  'AccessDenied',
  'ExpiredToken',
  'InternalFailure',
  'InvalidAccessKeyId',
  'InvalidMessageContents',
  'NoSuchBucket',
  'NoSuchKey',
  'NotFound',
  'OverLimit',
  'PreconditionFailed',
  'QueueDoesNotExist',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestTimeTooSkewed',
  'RequestTimeout',
  'ServiceUnavailable',
  'SignatureDoesNotMatch',
  'SlowDown',
  'Throttling',
]);

/** True for what a class of errors is called: a field of that name may hold anything, such as a password of one word. */
export const isErrorName = (text: string): boolean => className.test(text) || others.has(text);
