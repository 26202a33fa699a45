import { MAPPABLE_FIELDS, type MappableField } from '@undertone/contract/directory-import';
import type { SampleEntry } from './sample-entries.ts';
import type { SampleFormat } from './sample-format.ts';

/** Columns named as the fields are, lists parted by `|` (docs/directory-formats.md). */
export const SAMPLE_CSV: SampleFormat = {
  head: `${MAPPABLE_FIELDS.join(',')}\n`,
  row: (entry) => `${MAPPABLE_FIELDS.map((field) => cell(entry, field)).join(',')}\n`,
  foot: '',
};

function cell(entry: SampleEntry, field: MappableField): string {
  const value = entry[field];
  return quoted(typeof value === 'object' ? value.join('|') : String(value ?? ''));
}

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
