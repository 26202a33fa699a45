import type { ImportFormat } from '@undertone/contract/directory-import';
import type { Format } from './format.ts';
import { CSV } from './formats/csv.ts';
import { GEOJSON } from './formats/geojson.ts';
import { NHS_ODS } from './formats/nhs-ods.ts';
import { NPPES } from './formats/nppes.ts';
import { OVERPASS } from './formats/overpass.ts';
import { POSTCODES } from './formats/postcodes.ts';

const FORMATS: Readonly<Record<ImportFormat, Format>> = {
  csv: CSV,
  nppes: NPPES,
  'nhs-ods': NHS_ODS,
  overpass: OVERPASS,
  geojson: GEOJSON,
  postcodes: POSTCODES,
};

export function formatOf(format: ImportFormat): Format {
  return FORMATS[format];
}
