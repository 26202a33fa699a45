import type { Change, CHANGES, NoticeKind } from './notices.ts';

/** A kind of notice in one language; each sentence of `says` stands alone, and `null` ones are left out. */
export interface Template {
  readonly subject: string;
  readonly says: readonly (string | null)[];
  /** Why it was sent. */
  readonly why: string;
  /** What to do when it was not the person themselves. */
  readonly ifNotYou: string | null;
}

/** Values that are there are never empty; dates are already written out in the language. */
export type TemplateValues = Readonly<Partial<Record<string, string>>>;

export type Templates = {
  readonly [Kind in NoticeKind]: (values: TemplateValues) => Template;
} & {
  /** All that fits into a message on a phone. */
  readonly shortCode: (code: string, minutes: string) => string;
};

/** A sentence for each change that a notice tells of. */
export type ChangeWords<Kind extends keyof typeof CHANGES> = Readonly<Record<Change<Kind>, string>>;

/** `null` for a change that nobody named. */
export function sayChange(
  words: Readonly<Partial<Record<string, string>>>,
  change: string | undefined,
): string | null {
  return change !== undefined && Object.hasOwn(words, change) ? (words[change] ?? null) : null;
}

/** Languages that notices are written in. */
export const NOTICE_LANGUAGES = ['en', 'es'] as const;

export type NoticeLanguage = (typeof NOTICE_LANGUAGES)[number];
