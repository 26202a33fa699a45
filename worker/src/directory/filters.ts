import type { CareKind } from '@undertone/contract/directory';

/** What an API client may narrow an answer to; what an entry does not say is not taken for a yes. */
export interface Filters {
  readonly kind?: CareKind | undefined;
  /** Primary subtag: `en` also finds `en-GB`. */
  readonly language?: string | undefined;
  readonly telehealth?: boolean | undefined;
  readonly acceptsNew?: boolean | undefined;
}

/** Conditions on `directory_entry AS listed` with their values, numbered from `first`. */
export function conditionsOf(filters: Filters, first: number) {
  const values: (string | number)[] = [];
  const place = (value: string | number) => `?${first + values.push(value) - 1}`;
  const conditions = [
    filters.kind !== undefined && `listed.kind = ${place(filters.kind)}`,
    filters.telehealth !== undefined && `listed.telehealth = ${place(Number(filters.telehealth))}`,
    filters.acceptsNew !== undefined && `listed.accepts_new = ${place(Number(filters.acceptsNew))}`,
    filters.language !== undefined && speaks(place(filters.language)),
  ].filter((condition) => condition !== false);
  return { sql: conditions.map((condition) => ` AND ${condition}`).join(''), values };
}

const speaks = (language: string) =>
  `EXISTS (SELECT 1 FROM json_each(listed.entry, '$.languages') WHERE value = ${language} OR value LIKE ${language} || '-%')`;
