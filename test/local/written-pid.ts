import { readFileSync } from 'node:fs';
import { vi } from 'vitest';
import { PATIENCE_MS } from '../support/patience-ms.ts';

/** The process id that a process writes into `file`, once all of it is there: a file that is being written is empty first. */
export const writtenPid = (file: string): Promise<number> =>
  vi.waitFor(() => {
    const text = readFileSync(file, 'utf8');
    if (!/^\d+\n$/.test(text)) throw new Error(`${file} is not written yet`);
    return Number(text);
  }, PATIENCE_MS);
