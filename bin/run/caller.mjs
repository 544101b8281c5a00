import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Calls `act` once when the process that started this one is gone. npm starts scripts through a shell, which may stay
 * in between and outlive npm, so then npm is watched too. Returns how to stop watching.
 */
export function whenCallerDies(act) {
  const parent = process.ppid;
  const npm = npmBehindShell(parent);
  const timer = setInterval(() => {
    if (process.ppid !== parent || (npm !== undefined && !isAlive(npm))) {
      clearInterval(timer);
      act();
    }
  }, 500);
  timer.unref();
  return () => clearInterval(timer);
}

function npmBehindShell(parent) {
  if (process.env.npm_lifecycle_event === undefined) {
    return undefined;
  }
  const { name, parent: grandparent } = describe(parent);
  return /(^|\/)-?(sh|dash|bash|zsh|ash|busybox)$/.test(name) ? grandparent : undefined;
}

function describe(pid) {
  try {
    if (process.platform === 'linux') {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      return {
        name: /^Name:\s*(.+)$/m.exec(status)?.[1] ?? '',
        parent: Number(/^PPid:\s*(\d+)$/m.exec(status)?.[1]),
      };
    }
    const [parent, ...name] = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], {
      encoding: 'utf8',
    })
      .trim()
      .split(/\s+/);
    return { name: name.join(' '), parent: Number(parent) };
  } catch {
    return { name: '', parent: Number.NaN };
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
