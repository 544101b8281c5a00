import { type FontFamily, fontFamilies } from './font-families.ts';
import { standIns } from './stand-ins.ts';

/**
 * What a language prefers, where several families have its letters and no default font of the tab (han-families.ts)
 * decides, as in frames of other sites. `und-zsye` is how Chromium asks for emoji.
 */
const languages: readonly (readonly [string, FontFamily])[] = [
  ['zh', 'Noto Sans SC'],
  ['zh-hant', 'Noto Sans TC'],
  ['zh-tw', 'Noto Sans TC'],
  ['zh-hk', 'Noto Sans TC'],
  ['zh-mo', 'Noto Sans TC'],
  ['ja', 'Noto Sans JP'],
  ['ko', 'Noto Sans KR'],
  ['und-zsye', 'Noto Color Emoji'],
];

/** A text between tags. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const string = (text: string): string => `<string>${escaped(text)}</string>`;

// What is assigned counts as what was asked for: Chromium refuses a font of any other name than that.
const standIn = (family: string, name: string): string =>
  `<match><test name="family">${string(name)}</test><edit name="family" mode="assign" binding="strong">${string(family)}</edit></match>`;

const preference = ([language, family]: readonly [string, string]): string =>
  `<match><test name="lang" compare="contains">${string(language)}</test><edit name="family" mode="prepend_first" binding="strong">${string(family)}</edit></match>`;

/** In their own shape, and so at fractions of a pixel, and without coloured edges: as on a sharp screen. */
const drawing =
  '<match><edit name="hintstyle" mode="assign"><const>hintnone</const></edit><edit name="rgba" mode="assign"><const>none</const></edit></match>';

/** Where fontconfig looks, as absolute paths. */
export interface FontPlaces {
  /** The folder with the fonts. */
  readonly fonts: string;
  /** What was found out about them, in the order of asking; the first is written to. */
  readonly caches: readonly string[];
}

/**
 * The text of a fonts.conf: the fonts in one folder and none of the machine's, what stands in for what, and how letters
 * are drawn. A cache knows the fonts by the path /fonts, so that it is good wherever they lie. See
 * https://www.freedesktop.org/software/fontconfig/fontconfig-user.html.
 */
export const fontsConf = ({ fonts, caches }: FontPlaces): string =>
  [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    '<fontconfig>',
    `<remap-dir as-path="/fonts">${escaped(fonts)}</remap-dir>`,
    ...caches.map((cache) => `<cachedir>${escaped(cache)}</cachedir>`),
    ...Object.entries(standIns).flatMap(([family, names]) => names.map((name) => standIn(family, name))),
    ...languages.map(preference),
    `<match><edit name="family" mode="append_last" binding="strong">${Object.keys(fontFamilies).map(string).join('')}</edit></match>`,
    drawing,
    '</fontconfig>',
    '',
  ].join('\n');
