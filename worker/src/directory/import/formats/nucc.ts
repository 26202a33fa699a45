import type { CareKind } from '@undertone/contract/directory';

/**
 * What the codes of the Health Care Provider Taxonomy (NUCC, version 25) that begin so are for somebody who looks for
 * care, with a word for it; the longest beginning counts. Codes that are not here are no care of that kind.
 */
const KINDS: readonly (readonly [code: string, kind: CareKind | null, speciality: string])[] = [
  ['101Y', 'therapist', 'Counselling'],
  ['101YA0400X', 'therapist', 'Addiction counselling'],
  ['101YM0800X', 'therapist', 'Mental health counselling'],
  ['101YP1600X', 'therapist', 'Pastoral counselling'],
  ['101YP2500X', 'therapist', 'Professional counselling'],
  ['101YS0200X', null, 'School'],
  ['102L', 'therapist', 'Psychoanalysis'],
  ['102X', 'therapist', 'Poetry therapy'],
  ['103G', 'psychologist', 'Clinical neuropsychology'],
  ['103T', 'psychologist', 'Psychology'],
  ['103TA0400X', 'psychologist', 'Addiction psychology'],
  ['103TC0700X', 'psychologist', 'Clinical psychology'],
  ['103TC1900X', 'psychologist', 'Counselling psychology'],
  ['103TC2200X', 'psychologist', 'Clinical child psychology'],
  ['103TS0200X', null, 'School'],
  ['1041C0700X', 'therapist', 'Clinical social work'],
  ['106H', 'therapist', 'Marriage and family therapy'],
  ['2080', 'doctor', 'Paediatrics'],
  ['207Q', 'doctor', 'Family medicine'],
  ['207R00000X', 'doctor', 'Internal medicine'],
  ['208D', 'doctor', 'General practice'],
  ['2084A0401X', 'psychiatrist', 'Addiction medicine'],
  ['2084B0040X', 'psychiatrist', 'Behavioural neurology and neuropsychiatry'],
  ['2084F0202X', 'psychiatrist', 'Forensic psychiatry'],
  ['2084P0015X', 'psychiatrist', 'Psychosomatic medicine'],
  ['2084P0800X', 'psychiatrist', 'Psychiatry'],
  ['2084P0802X', 'psychiatrist', 'Addiction psychiatry'],
  ['2084P0804X', 'psychiatrist', 'Child and adolescent psychiatry'],
  ['2084P0805X', 'psychiatrist', 'Geriatric psychiatry'],
  ['251S', 'clinic', 'Community and behavioural health'],
  ['261QC1500X', 'clinic', 'Community health'],
  ['261QF0400X', 'clinic', 'Federally qualified health center'],
  ['261QM0801X', 'clinic', 'Mental health'],
  ['261QM0850X', 'clinic', 'Adult mental health'],
  ['261QM0855X', 'clinic', 'Adolescent and children mental health'],
  ['261QP2300X', 'clinic', 'Primary care'],
  ['261QR0405X', 'clinic', 'Rehabilitation, substance use'],
  ['261QR1300X', 'clinic', 'Rural health'],
  ['273R', 'hospital', 'Psychiatric unit'],
  ['282N', 'hospital', 'General acute care'],
  ['283Q', 'hospital', 'Psychiatric hospital'],
  ['3208', 'clinic', 'Residential treatment, mental illness'],
  ['322D', 'clinic', 'Residential treatment, emotionally disturbed children'],
  ['323P', 'clinic', 'Psychiatric residential treatment'],
  ['3245', 'clinic', 'Residential treatment, substance use'],
  ['363LP0808X', 'other', 'Psychiatric nurse practitioner'],
  ['364SP08', 'other', 'Psychiatric clinical nurse'],
];

const BY_CODE = new Map(KINDS.map((line) => [line[0], line]));

export function nuccKind(code: string): { readonly kind: CareKind; readonly speciality: string } | null {
  for (let length = code.length; length >= 4; length--) {
    const line = BY_CODE.get(code.slice(0, length));
    if (line !== undefined) return line[1] === null ? null : { kind: line[1], speciality: line[2] };
  }
  return null;
}
