import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { endpointEnvironment } from '../../bin/local/endpoint-environment.ts';

const root = join(import.meta.dirname, '..', '..');

/** What an operator's command ended with and printed. */
export interface AdminRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `npm run admin -- …` as its script does, against the engine at `endpoint`. */
export const runAdmin = (endpoint: string, args: readonly string[]): Promise<AdminRun> =>
  new Promise((resolve) => {
    const env = endpointEnvironment(endpoint);
    execFile(process.execPath, [join(root, 'bin/admin.ts'), ...args], { cwd: root, env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });

/** The same with `--json`: what it printed. Throws when it fails. */
export const runAdminJson = async (endpoint: string, args: readonly string[]): Promise<unknown> => {
  const { code, out, err } = await runAdmin(endpoint, [...args, '--json']);
  if (code !== 0) throw new Error(`${args.join(' ')}: ${err}`);
  return JSON.parse(out);
};
