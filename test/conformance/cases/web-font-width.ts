/** The width of the word of /web-font in the font that it asks for, in CSS pixels. */
export const webFontWidth = 829;
