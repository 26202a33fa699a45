/** What somebody can look for, as one of them is called. */
export const careKindsEn = {
  'care.kind.therapist': 'Therapist',
  'care.kind.psychologist': 'Psychologist',
  'care.kind.psychiatrist': 'Psychiatrist',
  'care.kind.doctor': 'Doctor',
  'care.kind.clinic': 'Clinic',
  'care.kind.hospital': 'Hospital',
  'care.kind.crisis-service': 'Crisis service',
  'care.kind.other': 'Other care',
} as const;
