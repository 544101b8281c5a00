import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CDPSession } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserProcess, launchBrowser } from '../../functions/render/browser/browser-process.ts';
import { chromiumBinary } from '../../functions/render/browser/chromium-binary.ts';
import { type FontFamily, fontFamilies, fontFiles } from '../../functions/render/fonts/font-families.ts';
import { standIns } from '../../functions/render/fonts/stand-ins.ts';
import { decode } from '../support/decode.ts';
import { samples } from '../support/fixture-site/writing.ts';
import { type TabIn, tabIn } from './tab-in.ts';

// Elsewhere it is the installed browser, and on macOS the system's fonts.
const withOurFonts = describe.runIf(process.platform === 'linux' && process.arch === 'x64');

let running: BrowserProcess;
beforeAll(async () => {
  running = await launchBrowser(await chromiumBinary(), { webgl: false });
});
afterAll(() => running.close());

/** Shows `body` in a tab as a capture has it, in a renderer of its own. */
const withPage = async <T>(body: string, use: (on: TabIn) => Promise<T>): Promise<T> => {
  const context = await running.browser.createBrowserContext();
  try {
    const on = await tabIn(context);
    await on.page.setContent(`<!doctype html><html lang="en"><meta charset="utf-8"><body>${body}`);
    return await use(on);
  } finally {
    await context.close();
  }
};

/** For each paragraph of the page, the fonts that its glyphs were taken from, the most used first. */
const paragraphFonts = async (cdp: CDPSession): Promise<readonly (readonly string[])[]> => {
  await cdp.send('DOM.enable');
  await cdp.send('CSS.enable');
  const { root } = await cdp.send('DOM.getDocument', { depth: 1 });
  const { nodeIds } = await cdp.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: 'p' });
  const used = nodeIds.map(async (nodeId) => {
    const { fonts } = await cdp.send('CSS.getPlatformFontsForNode', { nodeId });
    return fonts.toSorted((a, b) => b.glyphCount - a.glyphCount).map(({ postScriptName }) => postScriptName);
  });
  return Promise.all(used);
};

const fontsOf = (body: string) => withPage(body, ({ tab }) => paragraphFonts(tab.cdp));

/** The fonts of a text in a style. */
const fontsWith = async (style: string, text = 'Hxg'): Promise<readonly string[]> => {
  const [fonts = []] = await fontsOf(`<p style="${style}">${text}`);
  return fonts;
};

/** How a font file calls its regular style. */
const regularOf = (family: FontFamily): string =>
  family === 'Noto Color Emoji' ? 'NotoColorEmoji' : `${family.replaceAll(' ', '')}-Regular`;

/** Widths in CSS pixels of texts, each in a style. */
const widthsOf = (lines: readonly (readonly [style: string, text: string])[]): Promise<readonly number[]> => {
  const body = lines
    .map(([style, text]) => `<span style="white-space:pre;${style}">${text}</span><br>`)
    .join('');
  return withPage(body, ({ page }) =>
    page.$$eval('span', (spans) => spans.map((span) => span.getBoundingClientRect().width)),
  );
};

const graphemes = (text: string): readonly string[] =>
  Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment).filter(
    (segment) => segment.trim() !== '',
  );

interface Drawn {
  readonly inked: number;
  readonly saturated: number;
  readonly pixels: string;
}

/** Each text as the browser draws it: how many pixels have ink and how many have a colour, and all of them as text. */
const draw = (texts: readonly string[]): Promise<readonly Drawn[]> =>
  withPage('<canvas width="120" height="120"></canvas>', ({ page }) =>
    page.$eval(
      'canvas',
      (canvas, texts) => {
        const pen = canvas.getContext('2d', { willReadFrequently: true });
        if (pen === null) throw new Error('There is no canvas.');
        pen.font = '48px serif';
        return texts.map((text) => {
          pen.clearRect(0, 0, canvas.width, canvas.height);
          pen.fillText(text, 20, 80);
          const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
          let inked = 0;
          let saturated = 0;
          for (let at = 0; at < data.length; at += 4) {
            const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4);
            if (alpha > 0) inked += 1;
            const spread = Math.max(red, green, blue) - Math.min(red, green, blue);
            // Where there is little ink, its colour is not exact.
            if (alpha > 200 && spread > 40) saturated += 1;
          }
          return {
            inked,
            saturated,
            pixels: Array.from(data.filter((_value: number, at: number) => at % 4 === 3)).join(),
          };
        });
      },
      texts,
    ),
  );

withOurFonts('every script', () => {
  it.each(samples)('$name is written in $font', async ({ lang, font, text }) => {
    const [used = []] = await fontsOf(`<p lang="${lang}">${text}`);
    // Spaces are the page's own font's, unless the script has its own.
    expect(used[0]).toBe(regularOf(font));
    expect(used.slice(1).filter((name) => name !== regularOf('Tinos'))).toEqual([]);
  });

  it('has no letter that is a box', async () => {
    // The last code point of all, which is private: no font has it.
    const missing = '\u{10FFFD}';
    const letters = [...new Set(samples.flatMap(({ text }) => graphemes(text)))];
    const [box, ...drawn] = await draw([missing, ...letters]);
    expect(box?.inked).toBeGreaterThan(100);
    expect(letters.filter((_, index) => drawn[index]?.pixels === box?.pixels)).toEqual([]);
    expect(letters.filter((_, index) => drawn[index]?.inked === 0)).toEqual([]);
    expect(letters.length).toBeGreaterThan(400);
  });

  it('has all of its fonts in use', () => {
    const used = new Set<string>([...samples.map(({ font }) => font), ...Object.keys(standIns)]);
    const without = Object.keys(fontFamilies).filter((family) => !used.has(family));
    // By its own name: pages were drawn in it before there were others.
    expect(without).toEqual(['Open Sans']);
  });
});

withOurFonts('Han letters', () => {
  const languages = [
    ['ja', 'NotoSansJP'],
    ['ko', 'NotoSansKR'],
    ['zh', 'NotoSansSC'],
    ['zh-CN', 'NotoSansSC'],
    ['zh-Hans', 'NotoSansSC'],
    ['zh-Hant', 'NotoSansTC'],
    ['zh-TW', 'NotoSansTC'],
    ['zh-HK', 'NotoSansTC'],
    ['en', 'NotoSansSC'],
  ] as const;

  it.each(languages)('are those of their country where a page is in %s', async (lang, font) => {
    expect(await fontsOf(`<p lang="${lang}">直骨`)).toEqual([[`${font}-Regular`]]);
  });

  it.each(languages)(
    'are so too where no defaults reach, as in frames of other sites: %s',
    async (lang, font) => {
      const context = await running.browser.createBrowserContext();
      const page = await context.newPage();
      await page.setContent(`<!doctype html><p lang="${lang}">直骨`);
      expect(await paragraphFonts(await page.createCDPSession())).toEqual([[`${font}-Regular`]]);
      await context.close();
    },
  );

  it('are each their own on a page in several languages, and truly bold', async () => {
    const named = languages.filter(([lang]) => lang !== 'en');
    const body = named
      .map(([lang]) => `<p lang="${lang}" style="font:bold 20px Arial,sans-serif">直骨`)
      .join('');
    expect(await fontsOf(body)).toEqual(named.map(([, font]) => [`${font}-Bold`]));
  });

  it('look different', async () => {
    const style = 'style="margin:0;font:60px/80px sans-serif"';
    const picture = await withPage(
      `<style>body{margin:0}</style><p ${style} lang="ja">直<p ${style} lang="zh-Hans">直`,
      ({ page }) =>
        page.screenshot({ type: 'png', clip: { x: 0, y: 0, width: 80, height: 160 }, encoding: 'binary' }),
    );
    const { data } = await decode(picture);
    const half = data.length / 2;
    expect(data.subarray(0, half).some((value) => value < 100)).toBe(true);
    expect(data.subarray(0, half)).not.toEqual(data.subarray(half));
  });
});

withOurFonts('emoji', () => {
  const text = samples.find(({ name }) => name === 'Emoji')?.text ?? '';

  it('have colour', async () => {
    const emoji = graphemes(text);
    expect(emoji).toHaveLength(10);
    const drawn = await draw(emoji);
    // Noto draws families as grey silhouettes.
    const grey = emoji.filter((_, index) => (drawn[index]?.saturated ?? 0) < 100);
    expect(grey).toEqual(['👩‍👩‍👧‍👦']);
  });

  it('of several code points are one picture', async () => {
    const [one, ...widths] = await widthsOf(
      ['😀', ...graphemes(text)].map((emoji) => ['font:40px serif', emoji] as const),
    );
    expect(one).toBeGreaterThan(40);
    expect(widths).toEqual(widths.map(() => one));
  });

  it('stay text where they are', async () => {
    const [drawn] = await draw(['☎']);
    expect(drawn?.inked).toBeGreaterThan(100);
    expect(drawn?.saturated).toBe(0);
  });
});

withOurFonts('the fonts that pages name', () => {
  it.each([
    ['sans-serif', 'Arimo'],
    ['serif', 'Tinos'],
    ['monospace', 'Cousine'],
    ['cursive', 'ComicNeue'],
    ['fantasy', 'Anton'],
    ['system-ui', 'Inter'],
    ['math', 'NotoSansMath'],
  ])('%s is %s', async (family, font) => {
    expect(await fontsWith(`font-family:${family}`)).toEqual([`${font}-Regular`]);
  });

  it('emoji is the one with colours', async () => {
    expect(await fontsWith('font-family:emoji', '☎')).toEqual(['NotoColorEmoji']);
  });

  it('have each their stand-in', async () => {
    const generic = new Set([
      'sans-serif',
      'serif',
      'monospace',
      'cursive',
      'fantasy',
      'system-ui',
      'math',
      'emoji',
    ]);
    const named = Object.entries(standIns).flatMap(([family, names]) =>
      names.filter((name) => !generic.has(name)).map((name) => [family as FontFamily, name] as const),
    );
    // A letter or a digit, which also the fonts of symbols and emoji have.
    const fonts = await fontsOf(named.map(([, name]) => `<p style="font-family:'${name}'">1`).join(''));
    expect(named.map(([, name], index) => [name, fonts[index]])).toEqual(
      named.map(([family, name]) => [name, [regularOf(family)]]),
    );
  });

  it.each([
    ['font:bold 20px Arial', 'Arimo-Bold'],
    ['font:italic 20px Times', 'Tinos-Italic'],
    ['font:italic bold 20px Courier', 'Cousine-BoldItalic'],
    ['font:600 20px -apple-system', 'Inter-SemiBold'],
    ["font:300 20px 'Segoe UI'", 'Roboto-Light'],
    ["font:bold 20px 'Microsoft YaHei'", 'NotoSansSC-Bold'],
  ])('%s has a style of its own', async (style, font) => {
    expect(await fontsWith(style)).toEqual([font]);
  });

  it('are as wide as those that they stand in for', async () => {
    // The widths of the letters of "Hamburgefonts" in thousandths of the size, as Adobe publishes them for its core
    // fonts, and Calibri's from its own table.
    const known: readonly (readonly [string, number])[] = [
      ['1000px Helvetica', 6_836],
      ['bold 1000px Arial', 7_389],
      ["1000px 'Times New Roman'", 6_221],
      ['bold 1000px Times', 6_722],
      ["1000px 'Courier New'", 7_800],
      ['1000px Calibri', 6_352],
    ];
    const widths = await widthsOf(
      known.map(([font]) => [`font:${font};font-kerning:none;font-variant-ligatures:none`, 'Hamburgefonts']),
    );
    const apart = widths.map((width, index) => Math.abs(width - (known[index]?.[1] ?? 0)));
    expect(Math.max(...apart)).toBeLessThan(3);
  });

  it('are none of the machine', async () => {
    // Which Linux machines have, if any.
    const names = ['DejaVu Sans', 'DejaVu Serif', 'Ubuntu', 'Cantarell', 'No Such Font'];
    const fonts = await fontsOf(
      names.map((name) => `<p style="font-family:'${name}',monospace">Hxg`).join(''),
    );
    expect(fonts).toEqual(names.map(() => ['Cousine-Regular']));
  });
});

withOurFonts('letters', () => {
  const bars = 'i'.repeat(60);

  it('stand at fractions of a pixel', async () => {
    const [width] = await widthsOf([['font:13.3px Arial', bars]]);
    // An i is 0.222 of the size wide: 2.95 pixels here, and 3 if it had to be whole.
    expect(width).toBeCloseTo(60 * 13.3 * 0.2222, 0);
  });

  it('of web fonts do so too', async () => {
    const [sample] = fontFiles.filter((file) => file.startsWith('anton/'));
    const bytes = await readFile(path.join('node_modules/@expo-google-fonts', sample ?? ''));
    const face = `@font-face{font-family:Sent;src:url(data:font/ttf;base64,${bytes.toString('base64')})}`;
    const body = `<style>${face}</style><span style="font:13.3px Sent">${bars}</span><br><span style="font:1330px Sent">i</span>`;
    const [many = 0, one = 0] = await withPage(body, async ({ page }) => {
      await page.evaluate('document.fonts.ready');
      return page.$$eval('span', (spans) => spans.map((span) => span.getBoundingClientRect().width));
    });
    expect(many).toBeCloseTo((one / 100) * bars.length, 0);
  });

  it('are drawn where they stand, in grey', async () => {
    const body = `<style>body{margin:0}</style><div style="font:13.3px/20px Arial;color:#000">${bars}</div>`;
    const picture = await withPage(body, ({ page }) =>
      page.screenshot({ type: 'png', clip: { x: 0, y: 0, width: 170, height: 20 } }),
    );
    const { at } = await decode(picture);
    const row = Array.from({ length: 170 }, (_, x) => at(x, 10));
    // Letters that moved by whole pixels would all have the same few shades.
    expect(new Set(row.map(([red]) => red)).size).toBeGreaterThan(8);
    expect(row.filter(([red, green, blue]) => red !== green || green !== blue)).toEqual([]);
  });
});
