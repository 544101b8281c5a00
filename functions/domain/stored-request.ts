import type { AskedOptions } from './asked-options.ts';
import { type Callback, newCallback } from './callback.ts';
import type { StoredOptions } from './capture.ts';
import type { CaptureOptions } from './capture-options.ts';
import type { SealedPart } from './sealed.ts';

/** What decides how a request is stored. */
export type StorableRequest = Pick<AskedOptions, 'private' | 'http_auth' | 'cookies'> & {
  readonly callback_url?: string | undefined;
  readonly callback_secret?: string | undefined;
};

/** A request as it is stored; `secrets` are the texts that are to be sealed, by their parts. */
export interface StoredRequest {
  readonly options: StoredOptions;
  readonly private: boolean;
  readonly callback: Callback | undefined;
  readonly secrets: Readonly<Partial<Record<SealedPart, string>>>;
}

// A batch may give all of its 5,000 jobs the same cookies, which are then written out once.
const cookieTexts = new WeakMap<AskedOptions['cookies'], string>();
const cookieText = (cookies: AskedOptions['cookies']): string => {
  const known = cookieTexts.get(cookies) ?? JSON.stringify(cookies);
  cookieTexts.set(cookies, known);
  return known;
};

const inputsText = (auth: AskedOptions['http_auth'], cookies: AskedOptions['cookies']): string =>
  `{${auth === undefined ? '' : `"http_auth":${JSON.stringify(auth)},`}"cookies":${cookieText(cookies)}}`;

/** Splits a request into what may stand in its row as it is and what may not (contract, "Private captures"). */
export const storedRequest = (options: CaptureOptions, asked: StorableRequest): StoredRequest => {
  const { url, ...rest } = options;
  const { http_auth, cookies, callback_url, callback_secret } = asked;
  const hasInputs = http_auth !== undefined || cookies.length > 0;
  return {
    options: asked.private ? rest : options,
    private: asked.private,
    callback: callback_url === undefined ? undefined : newCallback(callback_url),
    secrets: {
      ...(hasInputs && { inputs: inputsText(http_auth, cookies) }),
      ...(callback_url !== undefined && callback_secret && { secret: callback_secret }),
      ...(asked.private && { page: JSON.stringify({ url }) }),
    },
  };
};
