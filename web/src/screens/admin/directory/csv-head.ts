/** The beginning of a table: enough for its heading and a look at its first rows. */
export interface CsvHead {
  readonly heading: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const DELIMITERS = [',', ';', '\t', '|'] as const;

/**
 * Reads the heading and at most `mostRows` rows that follow. `text` may break off anywhere: its last row counts only
 * with the line break behind it, unless `isWhole`. `null`: no heading of two columns or more.
 */
export function readCsvHead(text: string, mostRows: number, isWhole: boolean): CsvHead | null {
  const clean = text.replace(/^\uFEFF/, '').replace(/^[\r\n]+/, '');
  let best: CsvHead | null = null;
  for (const delimiter of DELIMITERS) {
    const [heading, ...rows] = rowsOf(clean, delimiter, mostRows + 1, isWhole);
    if (heading === undefined || heading.length < 2) continue;
    if (best === null || heading.length > best.heading.length) best = { heading, rows };
  }
  return best;
}

/** Rows of RFC 4180, quoted line breaks included. */
function rowsOf(text: string, delimiter: string, most: number, isWhole: boolean): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endRow = () => {
    row.push(cell);
    if (row.length > 1 || cell !== '') rows.push(row);
    row = [];
    cell = '';
  };
  for (let index = 0; index < text.length && rows.length < most; index++) {
    const character = text.charAt(index);
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[index + 1] === '"') cell += text.charAt(index++);
      else isQuoted = false;
    } else if (character === '"' && cell === '') isQuoted = true;
    else if (character === delimiter) {
      row.push(cell);
      cell = '';
    } else if (character === '\n') endRow();
    else if (character !== '\r') cell += character;
  }
  if (isWhole && !isQuoted && rows.length < most && (row.length > 0 || cell !== '')) endRow();
  return rows;
}
