import { computed, signal } from '@preact/signals';
import type { Catalogue, OnDemandCatalogue, PluralMessage } from './catalogue/catalogue.ts';
import { en } from './catalogue/en.ts';
import type { enOnDemand } from './catalogue/en-on-demand.ts';

/** The languages of the interface, in the order they are offered. */
export const LANGUAGES = ['en', 'es'] as const;

export type Language = (typeof LANGUAGES)[number];

type English = typeof en & typeof enOnDemand;

export type MessageKey = keyof English;

type TextOf<Message> = Message extends string
  ? Message
  : Message extends { readonly other: infer Other }
    ? Other
    : never;

type Placeholder<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

type Parameters<Key extends MessageKey> = Placeholder<TextOf<English[Key]>>;

type Arguments<Key extends MessageKey> = [Parameters<Key>] extends [never]
  ? []
  : [values: Readonly<Record<Parameters<Key>, string | number>>];

/** Keys whose text needs no values: the ones a table may name. */
export type PlainMessageKey = {
  [Key in MessageKey]: [Parameters<Key>] extends [never] ? Key : never;
}[MessageKey];

interface Locale {
  readonly language: Language;
  /** The words of the screens on demand are in the catalogue. */
  readonly onDemand: boolean;
  readonly catalogue: Catalogue & Partial<OnDemandCatalogue>;
}

const locale = signal<Locale>({ language: 'en', onDemand: false, catalogue: en });

export const language = computed(() => locale.value.language);

/** The first of the browser's languages that we speak, else English. */
export function pickLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const match = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (match !== undefined) return match;
  }
  return 'en';
}

/** How dates and numbers are written: the browser's own variant of our language (en-GB, es-MX), where it has one. */
export const formatLocale = computed(() => {
  const preferred = globalThis.navigator?.languages ?? [];
  const own = preferred.filter((tag) => tag.toLowerCase().split('-')[0] === language.value);
  return own.find(isLanguageTag) ?? language.value;
});

/** Some browsers name the locale of their system, such as `en-US@posix`, which no format takes. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

let wanted: Omit<Locale, 'catalogue'> = { language: 'en', onDemand: false };

/** Loads the words first, so that a half-translated screen is never seen. */
export function setLanguage(next: Language): Promise<void> {
  wanted = { ...wanted, language: next };
  return speakAsWanted();
}

/** For the screens that come on demand: their words come with them, and from then on in every language chosen. */
export async function loadOnDemandWords(): Promise<void> {
  if (locale.peek().onDemand) return;
  wanted = { ...wanted, onDemand: true };
  await speakAsWanted();
}

async function speakAsWanted(): Promise<void> {
  const { language: next, onDemand } = wanted;
  const [first, more] = await Promise.all([
    next === 'en' ? en : import('./catalogue/es.ts').then(({ es }) => es),
    onDemand ? loadMoreWords(next) : null,
  ]);
  // Asked for more, or for another language, meanwhile.
  if (next !== wanted.language || onDemand !== wanted.onDemand) return speakAsWanted();
  locale.value = { language: next, onDemand, catalogue: { ...first, ...more } };
}

async function loadMoreWords(next: Language): Promise<OnDemandCatalogue> {
  return next === 'en'
    ? (await import('./catalogue/en-on-demand.ts')).enOnDemand
    : (await import('./catalogue/es-on-demand.ts')).esOnDemand;
}

/** The text of a key in the current language. Reading it in a component subscribes to the language. */
export function t<Key extends MessageKey>(key: Key, ...[values]: Arguments<Key>): string {
  const { language, catalogue } = locale.value;
  const message: string | PluralMessage | undefined = catalogue[key];
  if (message === undefined) throw new Error(`${key} was said before its words were loaded`);
  return fill(pluralForm(message, values, language), values);
}

function pluralForm(message: string | PluralMessage, values: Values | undefined, language: Language): string {
  if (typeof message === 'string') return message;
  return message[new Intl.PluralRules(language).select(Number(values?.['count'] ?? 0))] ?? message.other;
}

type Values = Readonly<Record<string, string | number>>;

function fill(text: string, values: Values | undefined): string {
  if (values === undefined) return text;
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? new Intl.NumberFormat(formatLocale.value).format(value) : value;
  });
}
