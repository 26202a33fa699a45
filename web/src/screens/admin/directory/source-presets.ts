import type { ImportFormat } from '@undertone/contract/directory-import';

export const PRESETS = ['nppes', 'nhs-ods', 'osm', 'other'] as const;

export type Preset = (typeof PRESETS)[number];

interface PresetValues {
  readonly format: ImportFormat;
  readonly source: Readonly<Record<'id' | 'name' | 'licence' | 'attribution' | 'url', string>>;
}

/**
 * Whose data is imported most. Licences as their owners word them in 2026: NPPES is disclosed under the US Freedom of
 * Information Act as a work of the government; ODS reports are under the Open Government Licence 3.0; OpenStreetMap asks
 * for its words and a link wherever its data is shown.
 */
export const PRESET_VALUES: Readonly<Record<Preset, PresetValues>> = {
  nppes: {
    format: 'nppes',
    source: {
      id: 'nppes',
      name: 'NPPES',
      licence: 'Public domain (US government work)',
      attribution:
        'National Plan and Provider Enumeration System, US Centers for Medicare & Medicaid Services',
      url: 'https://download.cms.gov/nppes/NPI_Files.html',
    },
  },
  'nhs-ods': {
    format: 'nhs-ods',
    source: {
      id: 'nhs-ods',
      name: 'NHS Organisation Data Service',
      licence: 'OGL v3.0',
      attribution: 'Contains public sector information licensed under the Open Government Licence v3.0',
      url: 'https://digital.nhs.uk/services/organisation-data-service',
    },
  },
  osm: {
    format: 'overpass',
    source: {
      id: 'osm',
      name: 'OpenStreetMap',
      licence: 'ODbL 1.0',
      attribution: '© OpenStreetMap contributors',
      url: 'https://www.openstreetmap.org/copyright',
    },
  },
  other: { format: 'csv', source: { id: '', name: '', licence: '', attribution: '', url: '' } },
};
