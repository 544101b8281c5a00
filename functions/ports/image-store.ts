/** Where finished pictures are put; keys are those of domain/static-path.ts. */
export interface ImageStore {
  /** `until` (Unix milliseconds) is when caches have to forget it; absent: never. */
  put(
    key: string,
    bytes: Uint8Array,
    file: { readonly contentType: string; readonly until?: number | undefined },
  ): Promise<void>;
  /** Deletes the files with these keys, at most 1,000; one that is not there is no error. */
  delete(keys: readonly string[]): Promise<void>;
}
