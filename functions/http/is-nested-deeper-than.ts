const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ARRAY_START = 0x5b;
const ARRAY_END = 0x5d;
const OBJECT_START = 0x7b;
const OBJECT_END = 0x7d;

/**
 * True for JSON text, as UTF-8, whose arrays and objects lie more than so many in one another. Read byte by byte, since
 * what takes a value apart calls itself for each level, and its stack ends at some thousands; and by comparing numbers, since
 * a body has millions of bytes.
 */
export const isNestedDeeperThan = (levels: number, json: Uint8Array): boolean => {
  let depth = 0;
  let isText = false;
  for (let index = 0; index < json.length; index += 1) {
    const byte = json[index] ?? 0;
    if (byte === QUOTE) isText = !isText;
    else if (isText) {
      if (byte === BACKSLASH) index += 1;
    } else if (byte === ARRAY_START || byte === OBJECT_START) depth += 1;
    else if (byte === ARRAY_END || byte === OBJECT_END) depth -= 1;
    if (depth > levels) return true;
  }
  return false;
};
