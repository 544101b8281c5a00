import { Refusal } from './refusal.ts';
import { CommandFailed, runCommand } from './run-command.ts';

const candidates = [
  'python3',
  'python3.14',
  'python3.13',
  'python3.12',
  'python3.11',
  'python3.10',
  'python',
];

const probe = `
import importlib.util, sys
print(*sys.version_info[:2], all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")))
`;

/**
 * The first Python 3.10 or newer on PATH that can make virtual environments. Throws Refusal when there is none, naming
 * what to install.
 */
export async function findPython(cwd: string, env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<string> {
  let withoutVenv: string | undefined;
  for (const candidate of candidates) {
    const found = await examine(candidate, { cwd, env, ...(signal && { signal }) });
    if (found?.hasVenv) {
      return candidate;
    }
    withoutVenv ??= found?.version;
  }
  throw new Refusal(
    withoutVenv === undefined
      ? 'The local AWS engine needs Python 3.10 or newer and none is on PATH: install it (Debian and Ubuntu: sudo apt install python3 python3-venv; macOS: brew install python) and run the command again.'
      : `Python ${withoutVenv} is here without its venv module: install it (Debian and Ubuntu: sudo apt install python${withoutVenv}-venv) and run the command again.`,
  );
}

/** What a Python can; undefined when it is not there, does not run or is older than 3.10. */
async function examine(
  command: string,
  options: Parameters<typeof runCommand>[2],
): Promise<{ version: string; hasVenv: boolean } | undefined> {
  const printed = await runCommand(command, ['-c', probe], options).catch((error: unknown) => {
    if (error instanceof CommandFailed) {
      return '';
    }
    throw error;
  });
  const [, major, minor, hasVenv] = /^(\d+) (\d+) (True|False)\s*$/.exec(printed) ?? [];
  return Number(major) === 3 && Number(minor) >= 10
    ? { version: `3.${minor}`, hasVenv: hasVenv === 'True' }
    : undefined;
}
