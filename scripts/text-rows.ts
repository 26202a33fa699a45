import { gunzipSync } from 'node:zlib';
import { err, ok, type Result } from '@undertone/base/result';
import { isLabel, type Label } from '@undertone/emotion/labels';

export interface TextRow {
  readonly text: string;
  /** At least one. */
  readonly labels: readonly Label[];
  /** The corpus it came from, as the file names it; empty where the file has no such column. */
  readonly source: string;
}

/**
 * Parses a gzip'd (or plain) UTF-8 TSV with one header line that names at least `text` and `labels`
 * (comma-separated); no quoting, one record per line.
 */
export function parseTextRows(
  file: Uint8Array,
): Result<readonly TextRow[], { readonly line: number; readonly reason: string }> {
  const zipped = file[0] === 0x1f && file[1] === 0x8b;
  const [header = '', ...lines] = new TextDecoder().decode(zipped ? gunzipSync(file) : file).split('\n');
  const columns = header.replace(/\r$/, '').split('\t');
  const [textAt, labelsAt, sourceAt] = ['text', 'labels', 'source'].map((name) => columns.indexOf(name));
  if (textAt === -1 || labelsAt === -1)
    return err({ line: 1, reason: 'the header names no "text" and "labels" columns' });

  const rows: TextRow[] = [];
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const cells = line.replace(/\r$/, '').split('\t');
    const labels = (cells[labelsAt!] ?? '').split(',');
    const known = labels.filter(isLabel);
    if (known.length !== labels.length) {
      return err({ line: index + 2, reason: `"${labels.join(',')}" is not a list of the seven labels` });
    }
    rows.push({ text: cells[textAt!] ?? '', labels: known, source: cells[sourceAt!] ?? '' });
  }
  return ok(rows);
}
