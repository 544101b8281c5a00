import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPython } from './find-python.ts';
import { runCommand } from './run-command.ts';

const requirementsFile = join(import.meta.dirname, 'requirements.txt');

/** A hash of the pinned packages: what the engine is. */
export const engineVersion = (): string =>
  createHash('sha256').update(readFileSync(requirementsFile)).digest('hex').slice(0, 16);

/**
 * The Python of the project's own virtual environment (`.venv` in `root`) with the local AWS engine in it; made when it
 * is not there or holds other versions. Throws Refusal when this machine has no Python that can.
 */
export async function pythonEnvironment(root: string, signal: AbortSignal): Promise<string> {
  const folder = join(root, '.venv');
  if (!(await isReady(folder, root, signal))) {
    await makeEnvironment(folder, root, signal);
  }
  return pythonIn(folder);
}

const pythonIn = (folder: string): string => join(folder, 'bin', 'python');
const stampIn = (folder: string): string => join(folder, 'engine-version');

async function isReady(folder: string, root: string, signal: AbortSignal): Promise<boolean> {
  if (!existsSync(stampIn(folder)) || readFileSync(stampIn(folder), 'utf8') !== engineVersion()) {
    return false;
  }
  // Run rather than looked at: an upgrade of the system's Python leaves an environment that finds no packages.
  return runCommand(pythonIn(folder), ['-c', 'import ministack'], {
    cwd: root,
    env: process.env,
    signal,
  }).then(
    () => true,
    () => false,
  );
}

/** Made aside and moved into place when complete, so that a broken-off or a second run does no harm. */
async function makeEnvironment(folder: string, root: string, signal: AbortSignal): Promise<void> {
  // What a person has set for their own Python and pip would install elsewhere.
  const { PYTHONPATH: _path, PYTHONHOME: _home, ...env } = process.env;
  const options = { cwd: root, env: { ...env, PIP_USER: '0' }, signal };
  const python = await findPython(root, options.env, signal);
  mkdirSync(join(root, '.local'), { recursive: true });
  const aside = mkdtempSync(join(root, '.local', 'venv-'));
  try {
    await runCommand(python, ['-m', 'venv', aside], options);
    await runCommand(
      pythonIn(aside),
      // Python compiles what it imports; compiling all that there is takes longer than the download.
      [
        '-m',
        'pip',
        'install',
        '--no-compile',
        '--disable-pip-version-check',
        '--no-input',
        '-r',
        requirementsFile,
      ],
      options,
    );
    writeFileSync(stampIn(aside), engineVersion());
    rmSync(folder, { recursive: true, force: true });
    renameSync(aside, folder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
