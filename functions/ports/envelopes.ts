import type { Sealed, SealedPart } from '../domain/sealed.ts';

/** What names a data key: of which account its captures are, and what it was made for, such as a token. */
export interface KeyBinding {
  readonly accountId: string;
  readonly boundTo: string;
}

/** Makes and opens the data keys under which parts of captures are stored encrypted. */
export interface Envelopes {
  /** A new data key. */
  create(binding: KeyBinding): Promise<Envelope>;
  /** The data key of what was sealed. Throws when it was not made for this account. */
  open(accountId: string, sealed: Pick<Sealed, 'key' | 'boundTo'>): Promise<Envelope>;
}

/** A data key at work. What is sealed can be opened for the same account, token and part alone. */
export interface Envelope {
  /** The key as it is stored: encrypted. */
  readonly key: string;
  readonly boundTo: string;
  seal(token: string, part: SealedPart, value: string): string;
  /** Throws when it was sealed for another token or part. */
  open(token: string, part: SealedPart, text: string): string;
}
