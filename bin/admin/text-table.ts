type Cell = string | number;

/** Columns that are aligned, numbers to the right; the last one may be as wide as it likes. */
export const textTable = (header: readonly string[], rows: readonly (readonly Cell[])[]): string => {
  // Names were not always judged, and a terminal obeys control characters.
  const printable = (cell: Cell): string => String(cell).replaceAll(/\p{Cc}/gu, '?');
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => printable(row[column] ?? '').length)),
  );
  const line = (cells: readonly Cell[], like: readonly Cell[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return typeof like[column] === 'number'
          ? printable(cell).padStart(width)
          : printable(cell).padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [line(header, rows[0] ?? header), ...rows.map((row) => line(row, row))].join('\n');
};
