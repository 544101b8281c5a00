import { formats } from '../../functions/domain/formats.ts';

const extensions = [...new Set(Object.values(formats).map(({ extension }) => extension))];

/**
 * The code of a CloudFront Function that lets the paths of hosted results through (functions/domain/static-path.ts) and
 * answers 404 to all others, so that nothing else of the bucket can be asked for, its listing least of all.
 */
export const imagePathGuard = `
var imagePath = /^\\/([A-Za-z0-9])\\/(\\1[A-Za-z0-9])\\/\\2[A-Za-z0-9]{30}(?:\\.(?:${extensions.join('|')})|_p\\.webp)$/;

function handler(event) {
  if (imagePath.test(event.request.uri)) return event.request;
  return {
    statusCode: 404,
    statusDescription: 'Not Found',
    headers: {
      'content-type': { value: 'text/plain; charset=utf-8' },
      'cache-control': { value: 'no-store' },
      'x-content-type-options': { value: 'nosniff' },
    },
    body: { encoding: 'text', data: 'There is nothing here.\\n' },
  };
}
`.trim();
