import type { ModalityScore } from '@undertone/emotion/modality-score';
import type { EntryChanges } from '../app/journal-port.ts';
import { writeAttachments } from './entry-attachments.ts';
import {
  CAPTURE_DERIVED_FIELDS,
  ENTRY_SCHEMA,
  standingIn,
  TEXT_DERIVED_FIELDS,
  type ArchivedWrite,
  type Deletion,
  type EntryDocument,
  type Write,
} from './entry-document.ts';
import { changeScores, scoresOf } from './entry-scores.ts';
import { shownWrite, textVersions } from './entry-versions.ts';
import { advance, isSameDot, nextDot, type Dot } from './version-vector.ts';
import type { Writer } from './writer.ts';

export interface NewEntry {
  readonly zone: string;
  readonly changes: EntryChanges;
}

export function createDocument({ zone, changes }: NewEntry, writer: Writer): EntryDocument {
  const empty: EntryDocument = {
    schema: ENTRY_SCHEMA,
    createdAt: writer.at,
    zone,
    clock: {},
    fields: {},
    history: [],
  };
  return editDocument(empty, changes, writer);
}

/**
 * Writes the changes over what the editor was shown. A text that stood beside the shown one keeps standing
 * unless `settleVersions`; whatever text is replaced goes to the history, except in a continued session,
 * whose own last save it merely carries on.
 */
export function editDocument(document: EntryDocument, changes: EntryChanges, writer: Writer): EntryDocument {
  let next = document;
  if (changes.text !== undefined || changes.settleVersions) next = writeText(next, changes, writer);
  for (const field of ['mood', 'correction'] as const) {
    const value = changes[field];
    if (value === undefined) continue;
    const shown = shownWrite(next, field);
    const losers = standingIn(next, field).filter((write) => write !== shown);
    next = replaceWrites(next, field, standingIn(next, field), { value }, writer);
    next = archive(next, field, losers, writer);
  }
  const of = textVersions(next)[0]?.dot ?? null;
  const derived = { scores: changedScores(next, changes), textReading: changes.textReading };
  for (const field of TEXT_DERIVED_FIELDS) {
    const value = derived[field];
    if (value !== undefined)
      next = replaceWrites(next, field, standingIn(next, field), { value, of }, writer);
  }
  for (const field of CAPTURE_DERIVED_FIELDS) {
    const value = changes[field];
    if (value !== undefined) next = replaceWrites(next, field, standingIn(next, field), { value }, writer);
  }
  return writeAttachments(next, changes, writer);
}

/** `undefined`: none of them changes. */
function changedScores(document: EntryDocument, changes: EntryChanges): readonly ModalityScore[] | undefined {
  const { addScore, dropScore } = changes;
  if (addScore === undefined && dropScore === undefined) return undefined;
  return changeScores(scoresOf(document), { addScore, dropScore });
}

export function deleteDocument(document: EntryDocument, writer: Writer): EntryDocument {
  const deletion: Deletion = { seen: document.clock };
  return replaceWrites(document, 'deleted', standingIn(document, 'deleted'), { value: deletion }, writer);
}

/** Everything in it becomes this writer's own, so that a device which erases it without knowing takes nothing away. */
export function undeleteDocument(document: EntryDocument, writer: Writer): EntryDocument {
  const { deleted: _, ...content } = document.fields;
  let { clock } = document;
  const renewed = new Map<string, Dot>();
  const renew = <Item extends { readonly dot: Dot }>(item: Item): Item => {
    const dot = nextDot(clock, writer.replica);
    clock = advance(clock, dot);
    renewed.set(String(item.dot), dot);
    return { ...item, dot };
  };
  const fields = Object.entries(content).map(([name, writes]) => [name, writes.map(renew)] as const);
  const history = document.history.map(renew);
  // A reading names the words that it was made of.
  const follow = (write: Write): Write & { readonly of?: Dot } => {
    const of = renewed.get(String((write as { readonly of?: unknown }).of));
    return of === undefined ? write : { ...write, of };
  };
  const own = fields.map(([name, writes]) => [name, writes.map(follow)]);
  const next = { ...document, clock, fields: Object.fromEntries(own) as EntryDocument['fields'], history };
  return replaceWrites(next, 'deleted', [], { value: null }, writer);
}

/** Forgets the content that the deletion had seen; day and zone stay, so a late edit still has its place. */
export function eraseDocument(document: EntryDocument, writer: Writer): EntryDocument {
  return deleteDocument({ ...document, fields: {}, history: [] }, writer);
}

/** The oldest part of the history goes until the document's JSON takes at most `maxBytes`. */
export function trimHistory(
  document: EntryDocument,
  maxBytes: number,
  sizeOf: (document: EntryDocument) => number,
): EntryDocument {
  let trimmed = document;
  let history = [...document.history].sort((left, right) => left.at - right.at);
  while (history.length > 0 && sizeOf(trimmed) > maxBytes) {
    history = history.slice(Math.ceil(history.length / 8));
    trimmed = { ...document, history };
  }
  return trimmed;
}

function writeText(document: EntryDocument, changes: EntryChanges, writer: Writer): EntryDocument {
  const versions = textVersions(document);
  const [shown] = versions;
  const text = changes.text ?? shown?.value;
  const replaced = changes.settleVersions ? versions : versions.slice(0, 1);
  const changesNothing = text === shown?.value && replaced.length <= 1;
  if (text === undefined || changesNothing) return document;
  const next = replaceWrites(document, 'text', replaced, { value: text }, writer);
  const isContinued = (write: Write) => changes.continuesSession === true && write.dot[0] === writer.replica;
  const worthKeeping = replaced.filter(
    (write) => write.value !== text && write.value !== '' && !isContinued(write),
  );
  return archive(next, 'text', worthKeeping, writer);
}

/** Writes a field in place of those of its writes that the writer was shown. */
export function replaceWrites(
  document: EntryDocument,
  field: string,
  replaced: readonly Write[],
  content: { readonly value: unknown; readonly of?: Dot | null },
  { replica, at }: Writer,
): EntryDocument {
  const dot = nextDot(document.clock, replica);
  const standing = standingIn(document, field).filter(
    (write) => !replaced.some((other) => isSameDot(other.dot, write.dot)),
  );
  return {
    ...document,
    clock: advance(document.clock, dot),
    fields: { ...document.fields, [field]: [...standing, { dot, at, ...content }] },
  };
}

function archive(
  document: EntryDocument,
  field: string,
  writes: readonly Write[],
  { replica }: Writer,
): EntryDocument {
  let { clock } = document;
  const archived: ArchivedWrite[] = [];
  for (const { dot: of, at, value } of writes) {
    const dot = nextDot(clock, replica);
    clock = advance(clock, dot);
    archived.push({ dot, of, field, at, value });
  }
  return { ...document, clock, history: [...document.history, ...archived] };
}
