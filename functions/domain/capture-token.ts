const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Bytes from here on would favour the first letters of the alphabet (256 is no multiple of 62): drawn again. */
const UNBIASED = 256 - (256 % ALPHABET.length);

/** A source of cryptographically secure random bytes, for example node:crypto's randomBytes. */
export type RandomBytes = (count: number) => Uint8Array;

/** `length` letters and digits, each equally likely. */
const randomText = (length: number, randomBytes: RandomBytes): string => {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length - text.length)) {
      if (byte < UNBIASED) text += ALPHABET[byte % ALPHABET.length];
    }
  }
  return text;
};

/** What a capture token looks like (contract, "Endpoints"). */
export const captureTokenPattern = /^[A-Za-z0-9]{32}$/;
/** What an API key looks like (contract, "Endpoints"). */
export const apiKeyPattern = /^[0-9A-Za-z]{12}$/;

/** A new capture token: 32 letters and digits, about 190 bits. */
export const newCaptureToken = (randomBytes: RandomBytes): string => randomText(32, randomBytes);
/** A new API key: 12 letters and digits, about 71 bits. */
export const newApiKey = (randomBytes: RandomBytes): string => randomText(12, randomBytes);
/** A new account id: 16 letters and digits. */
export const newAccountId = (randomBytes: RandomBytes): string => randomText(16, randomBytes);
