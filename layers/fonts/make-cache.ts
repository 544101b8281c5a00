import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchBrowser } from '../../functions/render/browser/browser-process.ts';
import { chromiumBinary } from '../../functions/render/browser/chromium-binary.ts';
import { fontsConfFile } from '../../functions/render/fonts/font-folder.ts';

// Has the packaged browser read all fonts, which takes it a tenth of a second even from a warm disk, and puts what its
// fontconfig found out into the folder that the command line names. Run by build.ts.
const [, , target] = process.argv;
if (target === undefined) throw new Error('Name the folder for the cache.');

const folder = mkdtempSync(path.join(tmpdir(), 'snapstack-font-cache-'));
try {
  const conf = await fontsConfFile(folder);
  const binary = await chromiumBinary();
  const { browser, close } = await launchBrowser(
    { ...binary, env: { ...binary.env, FONTCONFIG_FILE: conf } },
    { webgl: false },
  );
  const page = await browser.newPage();
  // Text has a width once the fonts are known.
  await page.setContent('text');
  await page.screenshot({ type: 'jpeg' });
  await close();
  cpSync(path.join(path.dirname(conf), 'cache'), target, { recursive: true });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
