import type { ApiReply } from '../../../app/call-api.ts';

type RowError = ApiReply<'directoryImportErrors'>['errors'][number];

/** Rows with trouble as CSV (RFC 4180), in the contract's own words, for whoever mends the file. */
export function errorsCsv(errors: readonly RowError[]): string {
  const lines = errors.map(({ row, trouble, field, excerpt }) => [row, trouble, field ?? '', excerpt ?? '']);
  return [['row', 'trouble', 'field', 'excerpt'], ...lines]
    .map((cells) => `${cells.map((cell) => quoted(String(cell))).join(',')}\r\n`)
    .join('');
}

/** What stood in a stranger's file must not become a formula in the spreadsheet that opens this one. */
function quoted(cell: string): string {
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return `"${harmless.replaceAll('"', '""')}"`;
}
