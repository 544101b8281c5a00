const regular = ['400Regular'] as const;
const upright = ['400Regular', '700Bold'] as const;
const text = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'] as const;
/** Headings and buttons of user interfaces are often between regular and bold. */
const userInterface = [...text, '300Light', '500Medium', '600SemiBold'] as const;

/**
 * The fonts that the browser has, and no others: each family of the @expo-google-fonts package of its name, with the
 * styles that are used of it. The order is that in which they are asked for a letter that the page's own fonts lack:
 * writing before symbols, symbols before emoji. All are under the SIL Open Font License 1.1.
 */
export const fontFamilies = {
  'Noto Sans Arabic': upright,
  'Noto Naskh Arabic': upright,
  'Noto Sans Hebrew': upright,
  'Noto Sans Thai': upright,
  'Noto Sans Devanagari': upright,
  'Noto Sans Bengali': upright,
  'Noto Sans Gurmukhi': upright,
  'Noto Sans Gujarati': upright,
  'Noto Sans Oriya': upright,
  'Noto Sans Tamil': upright,
  'Noto Sans Telugu': upright,
  'Noto Sans Kannada': upright,
  'Noto Sans Malayalam': upright,
  'Noto Sans Sinhala': upright,
  'Noto Sans Armenian': upright,
  'Noto Sans Georgian': upright,
  'Noto Sans Ethiopic': upright,
  'Noto Sans Khmer': upright,
  'Noto Sans Lao': upright,
  'Noto Sans Myanmar': upright,
  'Noto Serif Tibetan': upright,
  'Noto Sans Canadian Aboriginal': regular,
  'Noto Sans Cherokee': regular,
  'Noto Sans Javanese': regular,
  'Noto Sans Meetei Mayek': regular,
  'Noto Sans Mongolian': regular,
  'Noto Sans NKo': regular,
  'Noto Sans Ol Chiki': regular,
  'Noto Sans Syriac': regular,
  'Noto Sans Thaana': regular,
  'Noto Sans Tifinagh': regular,
  'Noto Sans': text,

  'Noto Sans Symbols': upright,
  'Noto Sans Symbols 2': regular,
  // Han letters in the shapes of each country; those of mainland China where a page does not say.
  'Noto Sans SC': upright,
  'Noto Sans JP': upright,
  'Noto Sans KR': upright,
  'Noto Sans TC': upright,
  'Noto Sans Math': regular,
  'Noto Color Emoji': regular,

  // Asked for by name: see stand-ins.ts.
  Arimo: text,
  Tinos: text,
  Cousine: text,
  Carlito: text,
  Caladea: text,
  Gelasio: text,
  Inter: userInterface,
  Roboto: userInterface,
  'Open Sans': text,
  'Comic Neue': upright,
  Anton: regular,
  Inconsolata: upright,
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A family that the browser has. */
export type FontFamily = keyof typeof fontFamilies;

/** The package that carries a family, below @expo-google-fonts. */
export const packageOf = (family: string): string => family.toLowerCase().replaceAll(' ', '-');

/** The font files, as paths below @expo-google-fonts. */
export const fontFiles: readonly string[] = Object.entries(fontFamilies).flatMap(([family, styles]) =>
  styles.map((style) => `${packageOf(family)}/${style}/${family.replaceAll(' ', '')}_${style}.ttf`),
);
