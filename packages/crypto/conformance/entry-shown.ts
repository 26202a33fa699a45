import {
  compareDots,
  covers,
  isClock,
  parseEntryDocument,
  type Archived,
  type Clock,
  type EntryDocument,
  type Write,
} from './entry-document.ts';
import { insist } from './refusal.ts';

// docs/format.md, The entry document: what a person sees of it.

export interface Mood {
  readonly valence: number;
  readonly arousal: number;
}

export interface EntryShown {
  readonly text: string | null;
  /** Texts written elsewhere at the same time, the likeliest first. */
  readonly otherTexts: readonly string[];
  readonly mood: Mood | null;
  readonly correction: string | null;
  /** ISO 8601 calendar day of the making, in `zone`. */
  readonly day: string;
  readonly zone: string;
  readonly isDeleted: boolean;
  /** What was replaced, the oldest first. */
  readonly revisions: readonly Pick<Archived, 'field' | 'at' | 'value'>[];
  /** The whole, with all that this reader does not know. */
  readonly document: EntryDocument;
}

const LABELS: readonly unknown[] = ['anger', 'disgust', 'fear', 'joy', 'sadness', 'surprise', 'neutral'];
const LONGEST_TEXT = 50_000;

export function readEntryDocument(payload: Uint8Array): EntryShown {
  return showEntry(parseEntryDocument(payload));
}

export function showEntry(document: EntryDocument): EntryShown {
  const [text = null, ...otherTexts] = standing(document, 'text', isText).sort(byLikeliness).map(valueOf);
  return {
    text,
    otherTexts,
    mood: latest(standing(document, 'mood', isMood)),
    correction: latest(standing(document, 'correction', isLabel)),
    day: dayOf(document.createdAt, document.zone),
    zone: document.zone,
    isDeleted: isDeleted(document),
    revisions: revisionsOf(document),
    document,
  };
}

type WriteOf<T> = Write & { readonly value: T };

/** The standing writes of a field whose value has its shape. */
function standing<T>(
  { fields }: EntryDocument,
  name: string,
  isValue: (value: unknown) => value is T,
): WriteOf<T>[] {
  const writes = Object.hasOwn(fields, name) ? fields[name]! : [];
  return writes.filter((write): write is WriteOf<T> => isValue(write.value));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_TEXT;
}

function isMood(value: unknown): value is Mood {
  const { valence, arousal } = Object(value) as Readonly<Record<string, unknown>>;
  return [valence, arousal].every((axis) => typeof axis === 'number' && Math.abs(axis) <= 1);
}

function isLabel(value: unknown): value is string {
  return LABELS.includes(value);
}

function isDeletion(value: unknown): value is { readonly seen: Clock } {
  return typeof value === 'object' && value !== null && 'seen' in value && isClock(value.seen);
}

function valueOf<T>(write: WriteOf<T>): T {
  return write.value;
}

function byLatest(a: Write, b: Write): number {
  return b.at - a.at || compareDots(a.dot, b.dot);
}

function byLikeliness(a: WriteOf<string>, b: WriteOf<string>): number {
  return Number(a.value === '') - Number(b.value === '') || byLatest(a, b);
}

function latest<T>(writes: WriteOf<T>[]): T | null {
  return writes.sort(byLatest).map(valueOf)[0] ?? null;
}

function isDeleted(document: EntryDocument): boolean {
  const deletions = standing(document, 'deleted', isDeletion);
  const dots = new Set(deletions.map(({ dot }) => dot));
  const others = Object.entries(document.fields)
    .filter(([name]) => name !== 'scores' && name !== 'textReading')
    .flatMap(([, writes]) => writes)
    .filter(({ dot }) => !dots.has(dot));
  return (
    deletions.length > 0 && others.every(({ dot }) => deletions.some(({ value }) => covers(value.seen, dot)))
  );
}

function revisionsOf({ history }: EntryDocument): EntryShown['revisions'] {
  const byOrigin = new Map(history.map((item) => [JSON.stringify([item.field, item.of]), item]));
  return [...byOrigin.values()]
    .sort((a, b) => a.at - b.at || compareDots(a.of, b.of))
    .map(({ field, at, value }) => ({ field, at, value }));
}

function dayOf(moment: number, zone: string): string {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(moment);
  } catch {
    insist(false, 'no time zone of this name');
  }
}
