import { err, ok, type Result } from '@undertone/base/result';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Fields of one row (RFC 4180). Text after a closing quote, which no writer makes, is malformed. */
export function csvFields(row: string, delimiter: string): Result<readonly string[], 'malformed'> {
  if (!row.includes('"')) return ok(row.split(delimiter));
  const fields: string[] = [];
  let index = 0;
  for (;;) {
    if (row[index] === '"') {
      const quoted = quotedField(row, index + 1);
      if (quoted === null) return err('malformed');
      fields.push(quoted.text);
      index = quoted.end;
      if (index < row.length && row[index] !== delimiter) return err('malformed');
    } else {
      const end = row.indexOf(delimiter, index);
      fields.push(row.slice(index, end < 0 ? row.length : end));
      index = end < 0 ? row.length : end;
    }
    if (index >= row.length) return ok(fields);
    index++;
    if (index === row.length) return ok([...fields, '']);
  }
}

function quotedField(row: string, from: number): { readonly text: string; readonly end: number } | null {
  let end = row.indexOf('"', from);
  while (end >= 0 && row[end + 1] === '"') end = row.indexOf('"', end + 2);
  return end < 0 ? null : { text: row.slice(from, end).replaceAll('""', '"'), end: end + 1 };
}

/** The delimiter that cuts the heading into most fields. */
export function sniffDelimiter(heading: string): (typeof DELIMITERS)[number] {
  let best: (typeof DELIMITERS)[number] = ',';
  let most = 1;
  for (const delimiter of DELIMITERS) {
    const fields = csvFields(heading, delimiter);
    if (fields.ok && fields.value.length > most) {
      best = delimiter;
      most = fields.value.length;
    }
  }
  return best;
}
