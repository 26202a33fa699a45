import type { CareFunding, CareKind } from '@undertone/contract/directory';

/** Words for kinds that people put in a spreadsheet, folded as `foldWord` does. */
const KINDS = mapOf<CareKind>({
  therapist: 'therapist',
  psychotherapist: 'therapist',
  counsellor: 'therapist',
  counselor: 'therapist',
  terapeuta: 'therapist',
  psicoterapeuta: 'therapist',
  psychologist: 'psychologist',
  psicologo: 'psychologist',
  psicologa: 'psychologist',
  psychiatrist: 'psychiatrist',
  psiquiatra: 'psychiatrist',
  doctor: 'doctor',
  physician: 'doctor',
  gp: 'doctor',
  'general practitioner': 'doctor',
  medico: 'doctor',
  medica: 'doctor',
  clinic: 'clinic',
  practice: 'clinic',
  centre: 'clinic',
  center: 'clinic',
  clinica: 'clinic',
  hospital: 'hospital',
  'crisis-service': 'crisis-service',
  'crisis service': 'crisis-service',
  crisis: 'crisis-service',
  other: 'other',
  otro: 'other',
});

const YES = new Set(['yes', 'y', 'true', 't', '1', 'si', 's', 'x', 'ja', 'oui']);
const NO = new Set(['no', 'n', 'false', 'f', '0', 'nein', 'non']);

const FUNDINGS = mapOf<CareFunding>({
  public: 'public',
  publico: 'public',
  nhs: 'public',
  insurance: 'insurance',
  seguro: 'insurance',
  'self-pay': 'self-pay',
  'self pay': 'self-pay',
  private: 'self-pay',
  privado: 'self-pay',
  free: 'free',
  gratis: 'free',
  gratuito: 'free',
});

/** A table to look words of a file up in: one of them may be `constructor`. */
export function mapOf<Value>(table: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(table));
}

/** Lower case without accents, white space single. */
export function foldWord(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

export function kindOfWord(word: string): CareKind | null {
  return KINDS.get(foldWord(word)) ?? null;
}

export function flagOfWord(word: string): boolean | null {
  const folded = foldWord(word);
  return YES.has(folded) ? true : NO.has(folded) ? false : null;
}

export function fundingOfWord(word: string): CareFunding | null {
  return FUNDINGS.get(foldWord(word)) ?? null;
}

/** A list in one field: parted by `|` or `;`, empty ones and doubles left out. */
export function wordsOf(text: string): readonly string[] {
  return [...new Set(text.split(/[|;]/).map((word) => word.trim()))].filter((word) => word !== '');
}

/** A number as a person or a spreadsheet writes it; the comma of half of Europe is a point. `NaN` where it is none. */
export function numberOfText(text: string): number {
  const plain = text.trim().replace(/^([+-]?\d+),(\d+)$/, '$1.$2');
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
}
