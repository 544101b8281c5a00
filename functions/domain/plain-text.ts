/** True for text that every part can carry: Unicode without lone surrogates, and without NUL. */
export const isPlainText = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/** True for text without control characters, line ends among them: what may stand in a header. */
export const isOneLine = (text: string): boolean => text.isWellFormed() && !/\p{Cc}/u.test(text);
