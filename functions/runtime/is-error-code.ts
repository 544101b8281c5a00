import dns from 'node:dns';
import { getSystemErrorMap } from 'node:util';
import { apiErrorCodes } from '../domain/errors.ts';
import { renderFailureCodes } from '../domain/render-failure.ts';
import { isErrorName } from './is-error-name.ts';

/** Of Node and OpenSSL's errors, of its HTTP parser, and the verdicts of the outbound policy. */
const prefixed = /^(?:ERR|HPE|DENY)_[A-Z0-9_]{1,60}$/;

/** What OpenSSL says of certificates, by Node's documentation of tls, "X509 certificate error codes". */
const certificateCodes = [
  'CERT_CHAIN_TOO_LONG',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

const known: ReadonlySet<unknown> = new Set([
  ...[...getSystemErrorMap().values()].map(([name]) => name),
  // Its other constants are numbers.
  ...Object.values(dns).filter((value) => typeof value === 'string'),
  ...certificateCodes,
  'ABORT_ERR',
  'MODULE_NOT_FOUND',
  ...apiErrorCodes,
  ...renderFailureCodes,
]);

/** True for a code that Node, AWS or this service gives its errors, such as `ECONNREFUSED`, `ERR_INVALID_URL`, `not_ready`. */
export const isErrorCode = (text: string): boolean =>
  prefixed.test(text) || known.has(text) || isErrorName(text);
