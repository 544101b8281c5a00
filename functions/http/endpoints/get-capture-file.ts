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

const bytesAnswer = async (
  file: CaptureFile,
  event: APIGatewayProxyEvent,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> => {
  const ifRange = header(event, 'if-range');
  // Another version than the one a range is meant for is answered as a whole.
  const asked = ifRange === undefined || ifRange === headers['etag'] ? header(event, 'range') : undefined;
  const range = byteRange(asked, file.size);
  if (range === 'outside') return { status: 416, headers: { 'content-range': `bytes */${file.size}` } };
  const isHead = event.httpMethod === 'HEAD';
  // The signature of an address is for GET alone, and a HEAD has no bytes.
  if (file.size > MOST_BYTES && !isHead) return { status: 302, headers: { location: await file.address() } };
  const part = range === 'whole' ? undefined : range;
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
    if (namesEntityTag(header(event, 'if-none-match'), tag)) return { status: 304, headers };
    return bytesAnswer(file, event, headers);
  });
