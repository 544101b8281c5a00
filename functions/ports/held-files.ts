import type { ByteRange } from '../domain/byte-range.ts';

/** What a file is served as. */
export interface HeldFileFacts {
  readonly contentType: string;
  /** The name for who saves it. */
  readonly fileName: string;
}

/** The files of results that are not published on the static host; keys are those of domain/held-path.ts. */
export interface HeldFiles {
  put(key: string, bytes: Uint8Array, file: HeldFileFacts): Promise<void>;
  /** Deletes the files with these keys, at most 1,000; one that is not there is no error. */
  delete(keys: readonly string[]): Promise<void>;
  /** The bytes of a file, or a range of them; undefined: there is none any more. */
  read(key: string, range?: ByteRange): Promise<Uint8Array | undefined>;
  /** Whether there is a file with this key. */
  has(key: string): Promise<boolean>;
  /** The bytes of a file as they come. Throws, at once or half-way, when they cannot be read. */
  stream(key: string): AsyncIterable<Uint8Array>;
  /** An address from which anybody may get the file for so many seconds. */
  addressOf(key: string, file: HeldFileFacts, seconds: number): Promise<string>;
}
