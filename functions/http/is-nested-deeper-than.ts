const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ARRAY_START = 0x5b;
const ARRAY_END = 0x5d;
const OBJECT_START = 0x7b;
const OBJECT_END = 0x7d;

/** Where the text ends that begins at `start`, after its quote. */
const textEnd = (json: Uint8Array, start: number): number => {
  let index = start;
  while (index < json.length && json[index] !== QUOTE) index += json[index] === BACKSLASH ? 2 : 1;
  return index;
};

/**
 * True for JSON text, as UTF-8, whose arrays and objects lie more than so many in one another. Read byte by byte, since
 * what takes a value apart calls itself for each level, and its stack ends at some thousands. Texts, which are most of a
 * body, have a loop of their own, with little to do for a byte.
 */
export const isNestedDeeperThan = (levels: number, json: Uint8Array): boolean => {
  let depth = 0;
  for (let index = 0; index < json.length; index += 1) {
    const byte = json[index];
    if (byte === QUOTE) index = textEnd(json, index + 1);
    else if (byte === ARRAY_START || byte === OBJECT_START) depth += 1;
    else if (byte === ARRAY_END || byte === OBJECT_END) depth -= 1;
    if (depth > levels) return true;
  }
  return false;
};
