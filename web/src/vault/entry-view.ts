import type { EpochMs } from '@undertone/base/clock';
import { isLabel, type Label } from '@undertone/emotion/labels';
import type { Entry, EntryId, Mood, Revision, TextReadingDetail } from '../app/journal-port.ts';
import { isFaceReading, isVoiceReading } from './capture-shapes.ts';
import { attachmentsOf } from './entry-attachments.ts';
import type { EntryDocument, Write } from './entry-document.ts';
import { scoresOf } from './entry-scores.ts';
import { derivedWrites, isOfText, shownWrite, textVersions } from './entry-versions.ts';
import { toLocalMoment } from './local-calendar.ts';
import { isTextReading } from './reading-shapes.ts';
import { compareDots } from './version-vector.ts';

/** What a document shows of itself. Values of a shape this version does not know read as absent. */
export function viewEntry(id: EntryId, document: EntryDocument, unsynced: boolean): Entry {
  const versions = distinctTexts(textVersions(document));
  const [shown, ...others] = versions;
  return {
    id,
    createdAt: document.createdAt as EpochMs,
    zone: document.zone,
    ...toLocalMoment(document.createdAt, document.zone),
    text: shown?.value ?? '',
    mood: moodOf(shownWrite(document, 'mood')?.value),
    scores: scoresOf(document),
    textReading: textReadingOf(document, shown),
    voiceReading: valueOf(document, 'voiceReading', isVoiceReading),
    faceReading: valueOf(document, 'faceReading', isFaceReading),
    attachments: attachmentsOf(document),
    correction: labelOf(shownWrite(document, 'correction')?.value),
    revisions: revisionsOf(document),
    otherVersions: others.map(toRevision),
    editedAt: shown !== undefined && shown.at !== document.createdAt ? (shown.at as EpochMs) : null,
    unsynced,
  };
}

/** Two devices that wrote the same words did not disagree. */
function distinctTexts(versions: readonly Write<string>[]): readonly Write<string>[] {
  return versions.filter(
    ({ value }, index) =>
      (value !== '' || index === 0) && versions.findIndex((other) => other.value === value) === index,
  );
}

function toRevision({ value, at }: { readonly value: unknown; readonly at: number }): Revision {
  return { text: String(value), savedAt: at as EpochMs };
}

function revisionsOf(document: EntryDocument): readonly Revision[] {
  const texts = document.history.filter(({ field, value }) => field === 'text' && typeof value === 'string');
  const bySource = new Map(texts.map((archived) => [archived.of.join(':'), archived]));
  return [...bySource.values()]
    .sort((left, right) => right.at - left.at || compareDots(left.of, right.of))
    .map(toRevision);
}

function valueOf<Value>(
  document: EntryDocument,
  field: string,
  isValue: (value: unknown) => value is Value,
): Value | null {
  const value = shownWrite(document, field)?.value;
  return isValue(value) ? value : null;
}

/** Its offsets mean nothing in another text than the one it was made of. */
function textReadingOf(document: EntryDocument, shown: Write<string> | undefined): TextReadingDetail | null {
  const [write] = derivedWrites(document, 'textReading');
  if (write === undefined || !isOfText(write, shown?.dot ?? null)) return null;
  return isTextReading(write.value) ? write.value : null;
}

function moodOf(value: unknown): Mood | null {
  if (typeof value !== 'object' || value === null) return null;
  const { valence, arousal } = value as Partial<Mood>;
  return isAffect(valence) && isAffect(arousal) ? { valence, arousal } : null;
}

function labelOf(value: unknown): Label | null {
  return typeof value === 'string' && isLabel(value) ? value : null;
}

function isAffect(value: unknown): value is number {
  return typeof value === 'number' && value >= -1 && value <= 1;
}
