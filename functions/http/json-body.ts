import type { APIGatewayProxyEvent } from 'aws-lambda';
import { ApiError } from '../domain/errors.ts';
import { header } from './header.ts';
import { isNestedDeeperThan } from './is-nested-deeper-than.ts';

/** The most a request body may have, in bytes (contract, "Limits"). */
export const MAX_BODY_BYTES = 4 * 1024 * 1024;
/** What the API knows lies five levels deep at most; what it does not know may go on for a while. */
const MAX_LEVELS = 100;

const bodyBytes = (event: APIGatewayProxyEvent): Buffer =>
  Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');

// JSON is UTF-8 (RFC 8259); another charset would be read as something else than was meant.
const isJson = (contentType = ''): boolean => {
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  return (
    (type === '' || type === 'application/json') &&
    (charset === undefined || /^charset="?utf-8"?$/.test(charset))
  );
};

const parseJson = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new ApiError('invalid_json', { detail: 'The body is not valid JSON.' }, { cause: error });
  }
};

/**
 * The JSON object in a request's body. Throws ApiError in the contract's order: `payload_too_large`,
 * `unsupported_media_type`, `invalid_json`. A missing content type is accepted.
 */
export const jsonBody = (event: APIGatewayProxyEvent): Readonly<Record<string, unknown>> => {
  const bytes = bodyBytes(event);
  if (bytes.byteLength > MAX_BODY_BYTES) {
    throw new ApiError('payload_too_large');
  }
  if (!isJson(header(event, 'content-type'))) {
    throw new ApiError('unsupported_media_type');
  }
  if (isNestedDeeperThan(MAX_LEVELS, bytes)) {
    throw new ApiError('invalid_json', {
      detail: `The body may have at most ${MAX_LEVELS} arrays and objects in one another.`,
    });
  }
  const value = parseJson(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ApiError('invalid_json', {
      detail: 'The body must be a JSON object, such as {"key": "…", "url": "…"}.',
    });
  }
  return value as Readonly<Record<string, unknown>>;
};

/** The key in `Authorization: Bearer <key>`, undefined when there is none. */
export const bearerKey = (event: APIGatewayProxyEvent): string | undefined =>
  /^Bearer +([^ ]+) *$/i.exec(header(event, 'authorization') ?? '')?.[1];
