import type { helpEn } from '../../app/catalogue/help-en.ts';
import type { EmergencyNumbers, Helpline, Opening, Source } from './helpline.ts';

type HelpKey = keyof typeof helpEn;

/** The words of a key in the language of the page, filled in. */
export type Say = (key: HelpKey, values?: Readonly<Record<string, string>>) => string;

export interface Contact {
  readonly kind: 'call' | 'text' | 'write';
  readonly href: string;
  readonly words: string;
  /** The host that the link opens, where it leaves the page. */
  readonly opens: string | null;
}

export interface LineInWords {
  readonly name: string;
  /** Of the name, where it is not the page's own. */
  readonly nameLanguage: string | null;
  readonly meaning: string | null;
  /** For whom, when, at what cost, in which languages. */
  readonly facts: readonly string[];
  readonly contacts: readonly Contact[];
  /** To know before the call. */
  readonly notes: readonly string[];
}

const OPENING_KEY = {
  daily: 'help.daily',
  weekdays: 'help.weekdays',
  saturday: 'help.saturday',
} as const satisfies Record<Opening['days'], HelpKey>;

/** What a phone dials: digits and the signs of its keypad. */
function telephone(number: string): string {
  return number.replaceAll(/[^\d+*#]/g, '');
}

function phoneContact(number: string, words: string): Contact {
  return { kind: 'call', href: `tel:${telephone(number)}`, words, opens: null };
}

/** RFC 5724. */
function textContact({ to, word }: NonNullable<Helpline['text']>, say: Say): Contact {
  const href = `sms:${telephone(to)}`;
  return word === undefined
    ? { kind: 'text', href, words: say('help.text', { number: to }), opens: null }
    : {
        kind: 'text',
        href: `${href}?body=${encodeURIComponent(word)}`,
        words: say('help.textWord', { word, number: to }),
        opens: null,
      };
}

function contactsOf({ call = [], text, whatsapp, chat }: Helpline, say: Say): readonly Contact[] {
  return [
    ...call.map((number) => phoneContact(number, say('help.call', { number }))),
    ...(text === undefined ? [] : [textContact(text, say)]),
    ...(whatsapp === undefined
      ? []
      : [
          {
            kind: 'write',
            href: `https://wa.me/${whatsapp}`,
            words: say('help.whatsapp'),
            opens: 'wa.me',
          } as const,
        ]),
    ...(chat === undefined
      ? []
      : [{ kind: 'write', href: chat, words: say('help.chat'), opens: hostOf(chat) } as const]),
  ];
}

export function describeLine(line: Helpline, say: Say, language: 'en' | 'es'): LineInWords {
  const names = new Intl.DisplayNames([language], { type: 'language' });
  const spoken = line.languages?.map((tag) => names.of(tag) ?? tag) ?? [];
  return {
    name: line.name,
    nameLanguage: line.meaning === undefined ? null : (line.languages?.[0] ?? null),
    // Who reads its language needs no translation of its name.
    meaning: line.languages?.[0] === language ? null : (line.meaning?.[language] ?? null),
    facts: [
      ...(line.for === 'young-people' ? [say('help.young')] : []),
      ...(line.place === undefined ? [] : [say('help.place', { place: line.place })]),
      ...hoursInWords(line.hours, say),
      ...(line.isFree === true ? [say('help.free')] : []),
      ...(spoken.length === 0 ? [] : [new Intl.ListFormat([language], { type: 'unit' }).format(spoken)]),
    ],
    contacts: contactsOf(line, say),
    notes: [
      ...(line.choose === undefined ? [] : [say('help.choose', { key: line.choose })]),
      ...(line.callsBack === true ? [say('help.callsBack')] : []),
    ],
  };
}

function hoursInWords(hours: Helpline['hours'], say: Say): readonly string[] {
  if (hours === undefined) return [];
  if (hours === 'always') return [say('help.always')];
  return hours.map(({ days, from, to }) => say(OPENING_KEY[days], { from, to }));
}

/** The one that reaches everybody first. */
export function emergencyContacts(numbers: EmergencyNumbers, say: Say): readonly Contact[] {
  const { any = [], ambulance, fire, police } = numbers;
  const one = (number: string | undefined, key: HelpKey) =>
    number === undefined ? [] : [phoneContact(number, say(key, { number }))];
  return [
    ...any.flatMap((number) => one(number, 'help.any')),
    ...one(ambulance, 'help.ambulance'),
    ...one(fire, 'help.fire'),
    ...one(police, 'help.police'),
  ];
}

export function hostOf(url: string): string {
  return new URL(url).host.replace(/^www\./, '');
}

/** A source by its host and by the date that it bears. */
export function describeSource({ url, dated }: Source, say: Say, language: 'en' | 'es'): string {
  if (dated === undefined) return hostOf(url);
  return say('help.sources.dated', { host: hostOf(url), date: dateInWords(dated, language) });
}

/** `2025`, `2025-09` or `2025-09-10`, as far as it goes. */
export function dateInWords(date: string, language: 'en' | 'es'): string {
  const [, month, day] = date.split('-');
  return new Intl.DateTimeFormat([language], {
    timeZone: 'UTC',
    year: 'numeric',
    ...(month === undefined ? {} : { month: 'long' }),
    ...(day === undefined ? {} : { day: 'numeric' }),
  }).format(new Date(date));
}
