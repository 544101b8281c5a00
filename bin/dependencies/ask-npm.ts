import { spawn } from 'node:child_process';

const QUICKLY = ['--fetch-retries=0', '--fetch-timeout=20000'];
/** Whatever a machine's settings say: offline npm gives an empty report, and it leaves out what is omitted. */
const REALLY = ['--offline=false', '--include=dev', '--include=optional', '--include=peer'];

/**
 * Asks npm for advisories on what package-lock.json names, below `root`. Gives what it answers as JSON, whatever that
 * is: npm ends with an error both where there are advisories and where it could not ask. What is no JSON is given as text.
 */
export const askNpm = (root: string): Promise<unknown> =>
  new Promise((resolve) => {
    const args = ['audit', '--package-lock-only', '--json', ...QUICKLY, ...REALLY];
    const npm = spawn('npm', args, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
    let output = '';
    npm.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
    npm.on('error', ({ message }) => resolve({ message: `npm could not be started: ${message}` }));
    npm.on('close', () => {
      try {
        resolve(JSON.parse(output));
      } catch {
        resolve(output);
      }
    });
  });
