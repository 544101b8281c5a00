import { rmSync } from 'node:fs';
import { readJson, writeJson } from './json-file.ts';

/** What a program needs to use a running stack; URLs without a trailing slash. */
export interface StackFile {
  readonly api: string;
  readonly static: string;
  readonly keys: { readonly free: string; readonly pro: string };
  /** Where its AWS is, for programs that talk to it directly such as `npm run admin`. */
  readonly engine: { readonly endpoint: string; readonly region: string };
}

/** Writes what a running stack is; it is there while the stack runs. */
export const writeStackFile = (file: string, stack: StackFile): void => writeJson(file, stack);

/** The stack that runs; undefined when none does. */
export const readStackFile = (file: string): StackFile | undefined => readJson<StackFile>(file);

/** Forgets the stack at `api` when it ends; what another stack wrote meanwhile stays. */
export const removeStackFile = (file: string, api: string): void => {
  if (readStackFile(file)?.api === api) {
    rmSync(file, { force: true });
  }
};
