import type { CDPSession } from 'puppeteer-core';
import { RenderFailure } from '../../domain/render-failure.ts';

/** Bytes to ask for at a time: a message of the browser's pipe holds one such part, as base64. */
const PART_BYTES = 1 << 20;

/** Reads a stream of the browser to its end and closes it. Throws RenderFailure `result_too_large` past `most` bytes. */
export const readStream = async (
  cdp: Pick<CDPSession, 'send'>,
  handle: string,
  most: number,
): Promise<Uint8Array> => {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for (;;) {
      const part = await cdp.send('IO.read', { handle, size: PART_BYTES });
      const bytes = Buffer.from(part.data, part.base64Encoded ? 'base64' : 'utf8');
      parts.push(bytes);
      size += bytes.byteLength;
      if (size > most) throw new RenderFailure('result_too_large');
      if (part.eof) return Buffer.concat(parts, size);
    }
  } finally {
    // A browser that is gone has taken the stream along.
    await cdp.send('IO.close', { handle }).catch(() => undefined);
  }
};
