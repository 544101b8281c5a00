import { readFileSync } from 'node:fs';

/** Bytes of memory that a process has, what it shares divided by those who share it; 0 of one that is gone. */
export const memoryOfProcess = (id: string): number => {
  try {
    const [, kilobytes = '0'] = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8')) ?? [];
    return Number(kilobytes) * 1_024;
  } catch {
    return 0;
  }
};
