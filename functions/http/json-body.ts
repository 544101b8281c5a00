import type { APIGatewayProxyEvent } from 'aws-lambda';
import { ApiError } from '../domain/errors.ts';
import { header } from './header.ts';

/** The most a request body may have, in bytes (contract, "Limits"). */
export const MAX_BODY_BYTES = 4 * 1024 * 1024;

const bodyBytes = (event: APIGatewayProxyEvent): Buffer =>
  Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');

const isJson = (contentType: string | undefined): boolean =>
  contentType === undefined ||
  contentType.trim() === '' ||
  /^application\/json$/i.test((contentType.split(';')[0] ?? '').trim());

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
    throw new ApiError('payload_too_large', { detail: 'The body may have 4 MB at most.' });
  }
  if (!isJson(header(event, 'content-type'))) {
    throw new ApiError('unsupported_media_type', { detail: 'The content type must be application/json.' });
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
