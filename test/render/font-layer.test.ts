import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../functions/render/browser/browser-process.ts';
import { chromiumBinary } from '../../functions/render/browser/chromium-binary.ts';
import { fontFiles } from '../../functions/render/fonts/font-families.ts';
import { fontsConfFile } from '../../functions/render/fonts/font-folder.ts';
import { buildChromiumLayer } from '../../layers/chromium/build.ts';
import { buildFontLayer } from '../../layers/fonts/build.ts';
import { isLambdasPlatform } from '../../layers/is-lambdas-platform.ts';
import { sizeOf } from '../../layers/size-of.ts';
import { bundleInto } from '../../lib/constructs/bundle.ts';

let folder: string;
let layer: string;
const scopeOf = (built: string) => path.join(built, 'nodejs/node_modules/@expo-google-fonts');
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'snapstack-test-'));
  layer = buildFontLayer(path.join(folder, 'fonts'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Launches the browser with the fonts.conf, until it has drawn text. */
const drawText = async (fontsConf: string): Promise<void> => {
  const binary = await chromiumBinary();
  const env = { ...binary.env, FONTCONFIG_FILE: fontsConf };
  const { browser, close } = await launchBrowser({ ...binary, env }, { webgl: false });
  try {
    const page = await browser.newPage();
    await page.setContent('text 文字');
    await page.screenshot({ type: 'jpeg' });
  } finally {
    await close();
  }
};

describe('buildFontLayer', () => {
  it('has the fonts that are used, each with its licence, and nothing else', async () => {
    const files = (await readdir(scopeOf(layer), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => path.relative(scopeOf(layer), path.join(parentPath, name)));
    const packages = new Set(fontFiles.map((file) => file.split('/')[0]));
    const besides = [...packages].flatMap((name) =>
      ['LICENSE', 'LICENSE_FONT', 'package.json'].map((file) => `${name}/${file}`),
    );
    expect(files.toSorted()).toEqual([...fontFiles, ...besides].toSorted());
    const licences = [...packages].map((name) =>
      readFile(path.join(scopeOf(layer), `${name}/LICENSE_FONT`), 'utf8'),
    );
    for (const licence of await Promise.all(licences)) {
      expect(licence).toContain('SIL OPEN FONT LICENSE Version 1.1');
    }
  });

  it('names each font and who made it', async () => {
    const readme = await readFile(path.join(layer, 'nodejs/FONT-LICENCES.md'), 'utf8');
    const packages = [...new Set(fontFiles.map((file) => file.split('/')[0]))];
    expect(packages.filter((name) => !readme.includes(`| ${name} `))).toEqual([]);
  });

  it.runIf(isLambdasPlatform())(
    'spares the browser from reading all fonts before its first text',
    async () => {
      const fromLayer = await fontsConfFile(folder, scopeOf(layer));
      await drawText(fromLayer);
      expect(await readdir(path.join(path.dirname(fromLayer), 'cache'))).toEqual([]);
      // Without the layer's cache the browser makes its own.
      const bare = path.join(folder, 'bare');
      await mkdir(bare);
      await symlink(scopeOf(layer), path.join(bare, '@expo-google-fonts'));
      const withoutCache = await fontsConfFile(folder, path.join(bare, '@expo-google-fonts'));
      await drawText(withoutCache);
      expect(await readdir(path.join(path.dirname(withoutCache), 'cache'))).toHaveLength(1);
    },
  );
});

describe('the folder of fonts', () => {
  it('is made once for the same fonts, and removed when they are gone', async () => {
    const parent = await mkdtemp(path.join(folder, 'parent-'));
    const gone = path.join(parent, '@expo-google-fonts');
    await symlink(scopeOf(layer), gone);
    const first = await fontsConfFile(parent, gone);
    expect(await fontsConfFile(parent, gone)).toBe(first);
    await rm(gone);
    const second = await fontsConfFile(parent, scopeOf(layer));
    expect(existsSync(second)).toBe(true);
    expect(existsSync(first)).toBe(false);
  });

  it('is all that the browser looks into', async () => {
    const conf = await readFile(await fontsConfFile(folder, scopeOf(layer)), 'utf8');
    expect(conf).not.toMatch(/<include|<dir|\/usr|\/etc/);
    expect(conf.match(/<remap-dir/g)).toHaveLength(1);
  });
});

describe('the render function', () => {
  it('fits Lambda with all its layers', async () => {
    const code = path.join(folder, 'code');
    await mkdir(code);
    bundleInto('render', code);
    const parts = [layer, buildChromiumLayer(path.join(folder, 'chromium')), code].map(sizeOf);
    // Unpacked, layers and code together: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    expect(parts.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(250e6);
    for (const bytes of parts) expect(bytes).toBeGreaterThan(1e6);
  });
});
