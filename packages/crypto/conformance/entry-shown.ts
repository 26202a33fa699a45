import { isFaceReading, isRecording, isVoiceReading, type Recording } from './entry-captured.ts';
import {
  compareDots,
  covers,
  isDeletion,
  parseEntryDocument,
  type EntryDocument,
  type Write,
} from './entry-document.ts';

// docs/format.md, The entry document: what a person sees of it.

export interface Mood {
  readonly valence: number;
  readonly arousal: number;
}

export interface EntryShown {
  /** Empty where there is none. */
  readonly text: string;
  /** Other texts written at the same time, the likeliest first. */
  readonly otherTexts: readonly string[];
  readonly mood: Mood | null;
  readonly correction: string | null;
  /** What was made of a recorded voice and of a face. */
  readonly voiceReading: unknown;
  readonly faceReading: unknown;
  /** Kept recordings, the oldest first. */
  readonly attachments: readonly Recording[];
  /** ISO 8601 calendar day of the making, in `zone`. */
  readonly day: string;
  readonly zone: string;
  readonly isDeleted: boolean;
  /** Texts that were replaced and when (epoch ms) each was written, the latest first. */
  readonly revisions: readonly { readonly text: string; readonly at: number }[];
  /** The whole, with all that this reader does not know. */
  readonly document: EntryDocument;
}

const LABELS: readonly unknown[] = ['anger', 'disgust', 'fear', 'joy', 'sadness', 'surprise', 'neutral'];
const DAY: Intl.DateTimeFormatOptions = { dateStyle: 'short' };

export function readEntryDocument(payload: Uint8Array): EntryShown {
  return showEntry(parseEntryDocument(payload));
}

export function showEntry(document: EntryDocument): EntryShown {
  const [text = '', ...others] = standing(document, 'text', isText).sort(byLikeliness).map(valueOf);
  const mood = latest(document, 'mood');
  const correction = latest(document, 'correction');
  return {
    text,
    otherTexts: [...new Set(others)].filter((other) => other !== '' && other !== text),
    mood: isMood(mood) ? { valence: mood.valence, arousal: mood.arousal } : null,
    correction: isLabel(correction) ? correction : null,
    voiceReading: shaped(latest(document, 'voiceReading'), isVoiceReading),
    faceReading: shaped(latest(document, 'faceReading'), isFaceReading),
    attachments: recordingsOf(document),
    day: dayOf(document.createdAt, document.zone),
    zone: document.zone,
    isDeleted: isDeleted(document),
    revisions: revisionsOf(document),
    document,
  };
}

type WriteOf<T> = Write & { readonly value: T };

function writesOf({ fields }: EntryDocument, name: string): readonly Write[] {
  return Object.hasOwn(fields, name) ? fields[name]! : [];
}

/** The standing writes of a field whose value has its shape. */
function standing<T>(
  document: EntryDocument,
  name: string,
  isValue: (value: unknown) => value is T,
): WriteOf<T>[] {
  return writesOf(document, name).filter((write): write is WriteOf<T> => isValue(write.value));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isMood(value: unknown): value is Mood {
  const { valence, arousal } = Object(value) as Readonly<Record<string, unknown>>;
  return [valence, arousal].every((axis) => typeof axis === 'number' && Math.abs(axis) <= 1);
}

function isLabel(value: unknown): value is string {
  return LABELS.includes(value);
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

function latest(document: EntryDocument, name: string): unknown {
  return writesOf(document, name)
    .filter(({ value }) => value !== null)
    .sort(byLatest)[0]?.value;
}

function shaped(value: unknown, isShaped: (value: unknown) => boolean): unknown {
  return isShaped(value) ? value : null;
}

function recordingsOf(document: EntryDocument): readonly Recording[] {
  const writes = standing(document, 'attachments', isRecording);
  const byAge = writes.sort((a, b) => a.at - b.at || compareDots(a.dot, b.dot)).map(valueOf);
  return byAge.filter(({ id }, place) => byAge.findIndex((other) => other.id === id) === place);
}

const DERIVED = ['scores', 'textReading', 'voiceReading', 'faceReading'];

function isDeleted(document: EntryDocument): boolean {
  const deletions = standing(document, 'deleted', isDeletion);
  const own = new Set<Write>(deletions);
  const others = Object.entries(document.fields)
    .filter(([name]) => !DERIVED.includes(name))
    .flatMap(([, writes]) => writes)
    .filter((write) => !own.has(write));
  return (
    deletions.length > 0 && others.every(({ dot }) => deletions.some(({ value }) => covers(value.seen, dot)))
  );
}

function revisionsOf({ history }: EntryDocument): EntryShown['revisions'] {
  const texts = history.filter(({ field, value }) => field === 'text' && isText(value));
  const byOrigin = new Map(texts.map((item) => [JSON.stringify(item.of), item]));
  return [...byOrigin.values()]
    .sort((a, b) => b.at - a.at || compareDots(a.of, b.of))
    .map(({ at, value }) => ({ at, text: String(value) }));
}

function dayOf(moment: number, zone: string): string {
  const held = Number.isNaN(new Date(moment).getTime()) ? 0 : moment;
  try {
    return new Intl.DateTimeFormat('en-CA', { ...DAY, timeZone: zone }).format(held);
  } catch {
    return new Intl.DateTimeFormat('en-CA', { ...DAY, timeZone: 'UTC' }).format(held);
  }
}
