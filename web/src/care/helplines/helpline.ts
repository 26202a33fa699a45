/** ISO 3166-1 alpha-2, and XK for Kosovo. */
export type CountryCode = string;

/** A page that a line was taken from. */
export interface Source {
  readonly url: string;
  /** What the page itself bears: `2025-09-10`, `2025-09` or `2025`; absent where it bears no date. */
  readonly dated?: string;
}

export type Days = 'daily' | 'weekdays' | 'saturday';

/** Times of the country itself, 24-hour; `24:00` is the end of the day. */
export interface Opening {
  readonly days: Days;
  readonly from: string;
  readonly to: string;
}

/** Facts of one line, each only where a source says it. */
export interface Helpline {
  /** As the line calls itself. */
  readonly name: string;
  /** What the name says, in English and in Spanish, where its own language is another. */
  readonly meaning?: { readonly en: string; readonly es: string };
  readonly for: 'anyone' | 'young-people';
  /** As published, to be dialled inside the country: a short code or a national number. The first is the first choice. */
  readonly call?: readonly string[];
  /** The key to press once it answers. */
  readonly choose?: string;
  /** By SMS; `word` is what the message has to say first. */
  readonly text?: { readonly to: string; readonly word?: string };
  /** Nobody writes back: they call the number that the message came from. */
  readonly callsBack?: true;
  /** International form without the plus sign, as wa.me takes it. */
  readonly whatsapp?: string;
  /** A page of the line's own where one can write with somebody. */
  readonly chat?: string;
  /** BCP 47. */
  readonly languages?: readonly string[];
  /** Absent where the sources say nothing, or not the same. */
  readonly hours?: 'always' | readonly Opening[];
  readonly isFree?: true;
  /** Where it is meant for a part of the country only. */
  readonly place?: string;
  readonly sources: readonly [Source, ...Source[]];
}

/** What to dial when a life is in danger. `any` reaches every service, or the one that sends the others. */
export interface EmergencyNumbers {
  readonly any?: readonly string[];
  readonly ambulance?: string;
  readonly fire?: string;
  readonly police?: string;
}
