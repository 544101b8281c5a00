import type { APIGatewayProxyEvent } from 'aws-lambda';
import { byteRange } from '../../domain/byte-range.ts';
import {
  type CaptureFile,
  type GetCaptureFileDependencies,
  getCaptureFile,
} from '../../usecases/get-capture-file.ts';
import { type Answer, type Endpoint, endpoint } from '../endpoint.ts';
import { header } from '../header.ts';
import type { Edge } from '../http-answer.ts';
import { namesEntityTag } from '../names-entity-tag.ts';

/** A Lambda may answer 6 MB, and base64 makes four bytes of three: more is fetched from the bucket. */
const MOST_BYTES = 4 * 1_024 * 1_024;

/**
 * The Range header where it counts: another version than the one a range is meant for is answered as a whole, and so is
 * a HEAD (RFC 9110, 13.1.5 and 14.2).
 */
const askedRange = (event: APIGatewayProxyEvent, tag: string | undefined): string | undefined => {
  const ifRange = header(event, 'if-range');
  return ifRange === undefined || ifRange === tag ? header(event, 'range') : undefined;
};

const bytesAnswer = async (
  file: CaptureFile,
  event: APIGatewayProxyEvent,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> => {
  const isHead = event.httpMethod === 'HEAD';
  const range = byteRange(isHead ? undefined : askedRange(event, headers['etag']), file.size);
  if (range === 'outside') return { status: 416, headers: { 'content-range': `bytes */${file.size}` } };
  // The signature of an address is for GET alone, and a HEAD has no bytes.
  if (file.size > MOST_BYTES && !isHead) return { status: 302, headers: { location: await file.address() } };
  const part = range === 'whole' ? undefined : range;
  if (isHead) await file.confirm();
  const bytes = isHead ? undefined : await file.read(part);
  const length = part === undefined ? file.size : part.last - part.first + 1;
  const text = bytes === undefined ? '' : Buffer.from(bytes).toString('base64');
  return {
    status: part === undefined ? 200 : 206,
    raw: { contentType: file.facts.contentType, text, isBase64: bytes !== undefined },
    headers: {
      ...headers,
      'content-disposition': `inline; filename="${file.facts.fileName}"`,
      ...(isHead && { 'content-length': String(length) }),
      ...(part !== undefined && { 'content-range': `bytes ${part.first}-${part.last}/${file.size}` }),
    },
  };
};

/** GET /capture/{token}/file */
export const getCaptureFileEndpoint = (deps: GetCaptureFileDependencies, edge: Edge): Endpoint =>
  endpoint('getCaptureFile', edge, async (event) => {
    const file = await getCaptureFile(deps, event.pathParameters?.['token'] ?? '');
    const tag = `"${file.hash}"`;
    const headers = { etag: tag, 'accept-ranges': 'bytes' };
    if (namesEntityTag(header(event, 'if-none-match'), tag)) {
      await file.confirm();
      return { status: 304, headers };
    }
    return bytesAnswer(file, event, headers);
  });
