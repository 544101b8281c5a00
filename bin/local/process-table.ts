import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A running process; `started` tells it from a later one with the same id. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly started: string;
}

/** All processes that run now, without those that ended and wait to be collected. */
export const listProcesses = (): readonly ProcessEntry[] =>
  process.platform === 'linux' ? readdirSync('/proc').flatMap(fromProc) : fromPs();

/** Whether a process was started with `text` in its environment; false where that cannot be seen, as on macOS. */
export function environmentHolds(pid: number, text: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(text);
  } catch {
    return false;
  }
}

function fromProc(name: string): ProcessEntry[] {
  if (!/^\d+$/.test(name)) {
    return [];
  }
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
    // The command's name comes second, in brackets, and may hold spaces and brackets of its own.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, parent, group] = fields;
    return state === 'Z' || state === 'X'
      ? []
      : [{ pid: Number(name), parent: Number(parent), group: Number(group), started: fields[19] ?? '' }];
  } catch {
    return []; // It ended between the two reads.
  }
}

function fromPs(): ProcessEntry[] {
  const table = execFileSync('ps', ['-axo', 'pid=,ppid=,pgid=,stat=,lstart='], { encoding: 'utf8' });
  return table.split('\n').flatMap((line) => {
    const [pid, parent, group, state, ...started] = line.trim().split(/\s+/);
    return pid === undefined || pid === '' || state?.startsWith('Z')
      ? []
      : [{ pid: Number(pid), parent: Number(parent), group: Number(group), started: started.join(' ') }];
  });
}
