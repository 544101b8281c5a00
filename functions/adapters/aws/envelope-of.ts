import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { SealedPart } from '../../domain/sealed.ts';
import type { Envelope, KeyBinding } from '../../ports/envelopes.ts';

const CIPHER = 'aes-256-gcm';
/** Of GCM: a random one does for four thousand million values of one key, and a key is for one call. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A data key at work: AES-256-GCM, and account, token and part as what is authenticated beside the text. */
export const envelopeOf = (
  dataKey: Uint8Array,
  { accountId, boundTo, key }: KeyBinding & { readonly key: string },
): Envelope => {
  const belonging = (token: string, part: SealedPart): Buffer =>
    Buffer.from(JSON.stringify([accountId, token, part]));
  return {
    key,
    boundTo,
    seal: (token, part, value) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, dataKey, nonce).setAAD(belonging(token, part));
      // Fifty cookies of quotes would not fit a row.
      const text = Buffer.concat([cipher.update(deflateRawSync(value)), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64');
    },
    open: (token, part, sealedText) => {
      const bytes = Buffer.from(sealedText, 'base64');
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
      const decipher = createDecipheriv(CIPHER, dataKey, nonce, { authTagLength: TAG_BYTES })
        .setAAD(belonging(token, part))
        .setAuthTag(tag);
      const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
      return inflateRawSync(Buffer.concat([text, decipher.final()])).toString('utf8');
    },
  };
};
