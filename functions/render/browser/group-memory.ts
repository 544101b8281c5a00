import { readFile } from 'node:fs/promises';
import { procFile } from '../proc-file.ts';
import { groupMembers } from './group-members.ts';

/** Of the processors that the browser is built for. */
const PAGE_BYTES = 4_096;

/** Bytes that a process has in memory, in 10 microseconds: all of them, and those of its own. None of one that is gone. */
const residentBytes = (id: number): { readonly all: number; readonly own: number } => {
  const [, resident = 0, shared = 0] = procFile(id, 'statm').split(' ').map(Number);
  return { all: resident * PAGE_BYTES, own: (resident - shared) * PAGE_BYTES };
};

/** The same with what it shares divided by those who share it. Milliseconds, and more the more memory it has. */
const proportionalBytes = async (id: number): Promise<number> => {
  const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '');
  const [, kilobytes = '0'] = /^Pss:\s+(\d+)/m.exec(rollup) ?? [];
  return Number(kilobytes) * 1_024;
};

/**
 * Measures the bytes of memory that a process group has, each time it is called. What is shared between its processes, mostly
 * the browser's own program, is left out as long as all of it could not bring the group above `limit`, and is counted once,
 * exactly, from there on. 0 where there is no /proc.
 */
export const groupMemory = (leader: number): ((limit: number) => Promise<number>) => {
  const members = groupMembers(leader);
  return async (limit) => {
    if (process.platform !== 'linux') return 0;
    const ids = members();
    const parts = ids.map(residentBytes);
    const sum = (bytes: readonly number[]) => bytes.reduce((total, one) => total + one, 0);
    if (sum(parts.map(({ all }) => all)) <= limit) return sum(parts.map(({ own }) => own));
    return sum(await Promise.all(ids.map(proportionalBytes)));
  };
};
