import type { PluralMessage } from './catalogue.ts';
import type { careKindsEn } from './care-kinds-en.ts';

export const careKindsEs = {
  'care.kind.therapist': 'Terapeuta',
  'care.kind.psychologist': 'Psicología',
  'care.kind.psychiatrist': 'Psiquiatría',
  'care.kind.doctor': 'Medicina',
  'care.kind.clinic': 'Clínica',
  'care.kind.hospital': 'Hospital',
  'care.kind.crisis-service': 'Servicio de crisis',
  'care.kind.other': 'Otra atención',
} as const satisfies Record<keyof typeof careKindsEn, string | PluralMessage>;
