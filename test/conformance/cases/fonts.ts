import { asWideAs } from '../checks/as-wide-as.ts';
import { coloured, glyphs } from '../checks/glyphs.ts';
import { shows } from '../checks/shows.ts';
import { casesOf } from '../conformance-case.ts';
import { webFontWidth } from './web-font-width.ts';

const png = { format: 'png' };

const scripts = [
  { name: 'Chinese', lang: 'zh', text: '漢 书 體 您' },
  { name: 'Japanese', lang: 'ja', text: 'あ カ 語 駅' },
  { name: 'Korean', lang: 'ko', text: '한 글 말 씀' },
  { name: 'Arabic', lang: 'ar', text: 'ع ه خ ك' },
  { name: 'Hebrew', lang: 'he', text: 'א ש ל ם' },
  { name: 'Thai', lang: 'th', text: 'ก ฮ ญ ษ' },
  { name: 'Devanagari', lang: 'hi', text: 'क ह ञ ष' },
  { name: 'Bengali', lang: 'bn', text: 'ক হ ঞ ষ' },
  { name: 'Tamil', lang: 'ta', text: 'க ஹ ஞ ழ' },
  { name: 'Telugu', lang: 'te', text: 'క హ ఞ ష' },
  { name: 'Gujarati', lang: 'gu', text: 'ક હ ઞ ષ' },
  { name: 'Kannada', lang: 'kn', text: 'ಕ ಹ ಞ ಷ' },
  { name: 'Malayalam', lang: 'ml', text: 'ക ഹ ഞ ഷ' },
  { name: 'Gurmukhi', lang: 'pa', text: 'ਕ ਹ ਞ ਖ' },
  { name: 'Greek, Cyrillic and Vietnamese', lang: 'vi', text: 'Ω Ж ế ł' },
  { name: 'signs and arrows', lang: 'en', text: '✓ ★ → ∑' },
] as const;

// Letters whose shape depends on their neighbours; beside them the same letters kept apart.
const joined = [
  { name: 'Arabic', lang: 'ar', text: 'بب ب\u200cب' },
  { name: 'Devanagari', lang: 'hi', text: 'क्ष क्\u200cष' },
] as const;

const glyphPage = (lang: string, text: string): string => `/glyphs?${new URLSearchParams({ lang, text })}`;

export const fontCases = casesOf('fonts', [
  ...scripts.map(({ name, lang, text }) => ({
    name: `${name}: letters, no boxes`,
    page: glyphPage(lang, text),
    options: png,
    judge: shows(glyphs(4)),
    quick: name === 'Japanese',
  })),
  ...joined.map(({ name, lang, text }) => ({
    name: `${name}: letters join`,
    page: glyphPage(lang, text),
    options: png,
    judge: shows(glyphs(2)),
  })),
  {
    name: 'emoji are in colour, flags and joined ones too',
    page: glyphPage('en', '😀 🍎 🇫🇷 👩‍🚀'),
    options: png,
    judge: shows(coloured(4)),
  },
  // Advance widths of the word at 100 CSS pixels in the fonts that the pages ask for.
  ...[
    { family: 'Arial', width: 756 },
    { family: 'Helvetica', width: 756 },
    { family: 'Times New Roman', width: 700 },
    { family: 'Courier New', width: 900 },
  ].map(({ family, width }) => ({
    name: `${family}: what stands in for it is as wide`,
    page: `/measure?${new URLSearchParams({ family, else: family === 'Arial' ? 'monospace' : 'cursive' })}`,
    options: png,
    judge: shows(asWideAs(width)),
  })),
  {
    name: 'a font of the web',
    page: '/web-font',
    options: png,
    judge: shows(asWideAs(webFontWidth)),
  },
]);
