/** Bytes of a text in a JSON answer that is itself a JSON text, as Lambda hands it on. */
const bytesOf = (text: string): number => Buffer.byteLength(JSON.stringify(JSON.stringify(text)));

/** The text, or as much of its beginning as takes at most so many bytes in an answer of the API, with an ellipsis. */
export const fittingText = (text: string, bytes: number): string => {
  if (bytesOf(text) <= bytes) return text;
  let length = Math.min(text.length, bytes);
  while (length > 0 && bytesOf(`${text.slice(0, length).toWellFormed()}…`) > bytes) {
    length = Math.floor(length * 0.9);
  }
  return `${text.slice(0, length).toWellFormed()}…`;
};
