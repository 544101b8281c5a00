import { environmentHolds, listProcesses, type ProcessEntry } from './process-table.ts';

/** A process and all that it started, also what has left its group or lost its parent since. */
export interface ProcessFamily {
  /** Looks at the process table and remembers new members; gives those that are alive. */
  members(): readonly ProcessEntry[];
  /** Sends a signal to every living member. */
  signal(name: NodeJS.Signals): void;
}

/**
 * The family of `root`. Members are known by descent, by a process group that a member leads (a browser leads one of its
 * own, and its children stay in it when their parent is gone), and by `mark`, a text which only members have in their
 * environment: it finds those that lost their parent between two looks. Look from time to time all the same.
 */
export function processFamily(root: number, mark?: string): ProcessFamily {
  const known = new Map<number, string>();
  const strangers = new Map<number, string>();
  const first = listProcesses().find(({ pid }) => pid === root);
  if (first !== undefined) {
    known.set(root, first.started);
  }

  const isMarked = ({ pid, started }: ProcessEntry): boolean => {
    if (mark === undefined || strangers.get(pid) === started) {
      return false;
    }
    strangers.set(pid, started);
    return environmentHolds(pid, mark);
  };
  const isMember = (entry: ProcessEntry): boolean =>
    entry.pid !== process.pid && (known.has(entry.parent) || known.has(entry.group) || isMarked(entry));

  const members = (): readonly ProcessEntry[] => {
    const table = listProcesses();
    forgetReused(known, table);
    for (let grown = true; grown; ) {
      const fresh = table.filter((entry) => !known.has(entry.pid) && isMember(entry));
      for (const { pid, started } of fresh) {
        known.set(pid, started);
      }
      grown = fresh.length > 0;
    }
    return table.filter(({ pid }) => known.has(pid));
  };

  return {
    members,
    signal: (name) => {
      for (const { pid } of members()) {
        sendSignal(pid, name);
      }
    },
  };
}

// A process that has ended meanwhile is no error.
function sendSignal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
      throw error;
    }
  }
}

function forgetReused(known: Map<number, string>, table: readonly ProcessEntry[]): void {
  for (const { pid, started } of table) {
    if (known.has(pid) && known.get(pid) !== started) {
      known.delete(pid);
    }
  }
}
