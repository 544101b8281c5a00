import { accessSync, constants } from 'node:fs';
import path from 'node:path';

const macApplications = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
];
const commands = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome'];

/** True when this user may run the file. */
export const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const usualPlaces = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): readonly string[] => {
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const inPath = commands.flatMap((command) => folders.map((folder) => path.join(folder, command)));
  if (platform !== 'darwin') return [...inPath, '/opt/google/chrome/chrome', '/snap/bin/chromium'];
  const roots = ['/Applications', path.join(env['HOME'] ?? '', 'Applications')];
  return [...roots.flatMap((root) => macApplications.map((app) => path.join(root, app))), ...inPath];
};

/** The Chrome or Chromium of this machine, looked for where installers put it; undefined when there is none. */
export const findInstalledChromium = (
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined => usualPlaces(platform, env).find(isExecutable);
