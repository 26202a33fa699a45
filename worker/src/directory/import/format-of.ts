import type { ImportFormat } from '@undertone/contract/directory-import';
import type { Format } from './format.ts';
import { CSV } from './formats/csv.ts';

const FORMATS: Readonly<Record<ImportFormat, Format>> = {
  csv: CSV,
  nppes: CSV,
  'nhs-ods': CSV,
  overpass: CSV,
  geojson: CSV,
  postcodes: CSV,
};

export function formatOf(format: ImportFormat): Format {
  return FORMATS[format];
}
