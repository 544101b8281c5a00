import { findInstalledChromium, isExecutable } from '../../functions/render/browser/installed-chromium.ts';
import { Refusal } from './refusal.ts';

/**
 * The browser to capture with: the one that CHROMIUM_PATH names, or an installed one where the packaged one, built for
 * Linux on x64, cannot run; undefined for the packaged one. Throws Refusal when there is none.
 */
export function capturingBrowser(
  platform: NodeJS.Platform = process.platform,
  arch: string = process.arch,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const named = env['CHROMIUM_PATH'] || undefined;
  if (named === undefined && platform === 'linux' && arch === 'x64') {
    return undefined;
  }
  const browser = named ?? findInstalledChromium(platform, env);
  if (browser === undefined) {
    throw new Refusal(
      `The packaged Chromium does not run on ${platform} ${arch}, and no other is installed: install Chrome or Chromium, or name one in CHROMIUM_PATH, and run the command again.`,
    );
  }
  if (!isExecutable(browser)) {
    throw new Refusal(`CHROMIUM_PATH is ${browser}, which is not a program: set it to Chrome or Chromium.`);
  }
  return browser;
}
