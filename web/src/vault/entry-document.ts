import {
  compareDots,
  covers,
  isSameDot,
  joinVectors,
  type Dot,
  type VersionVector,
} from './version-vector.ts';

/** Version of the document inside an envelope; bound into its associated data. */
export const ENTRY_SCHEMA = 1;

/** One value that a field was given. Keys beyond these are kept (see [Note: Preserve unknown fields]). */
export interface Write<Value = unknown> {
  readonly dot: Dot;
  /** The writer's own clock, epoch ms: orders what is shown, never decides what survives. */
  readonly at: number;
  readonly value: Value;
}

/** Value of a `deleted` write: what its writer had seen, or `null` for "bring it back". */
export type Deletion = { readonly seen: VersionVector } | null;

/** A value that was replaced. `of` is the write it came from, so that two devices archiving it show it once. */
export interface ArchivedWrite {
  readonly dot: Dot;
  readonly of: Dot;
  readonly field: string;
  readonly at: number;
  readonly value: unknown;
}

/**
 * A journal entry as sealed: a state-based CRDT, so that any two states of a record join.
 *
 * Each field is a multi-value register: several writes stand in it only while they are concurrent.
 * `clock` has seen every write that is in the document or was replaced by one that is. The form is
 * described for strangers in docs/format.md.
 *
 * [Note: Preserve unknown fields] A newer app may add fields, keys of a write and top-level parts.
 * This one carries them through parsing, joining and writing untouched, so that an old device in a
 * drawer never costs anybody what a new one wrote.
 */
export interface EntryDocument {
  readonly schema: typeof ENTRY_SCHEMA;
  /** Epoch ms by the writer's clock; never changes. */
  readonly createdAt: number;
  /** IANA zone; never changes. */
  readonly zone: string;
  readonly clock: VersionVector;
  readonly fields: Readonly<Record<string, readonly Write[]>>;
  readonly history: readonly ArchivedWrite[];
}

/** What a model made of the words. These name the text that they were made of. */
export const TEXT_DERIVED_FIELDS = ['scores', 'textReading'] as const;

/** What a model made of a recording or a face, which is gone: no text makes these out of date. */
export const CAPTURE_DERIVED_FIELDS = ['voiceReading', 'faceReading'] as const;

/** A model's opinion neither revives a deleted entry nor needs a history. */
const DERIVED_FIELDS: readonly string[] = [...TEXT_DERIVED_FIELDS, ...CAPTURE_DERIVED_FIELDS];

/** Each standing write is one recording: a set, in which what one device adds or takes out leaves the others alone. */
export const ATTACHMENTS_FIELD = 'attachments';

const KNOWN_PARTS = ['schema', 'createdAt', 'zone', 'clock', 'fields', 'history'] as const;

/**
 * The least state that has seen all that `left` and `right` have. Commutative, associative and idempotent
 * on documents of one record; a write is dropped only by a side that had seen it.
 */
export function join(left: EntryDocument, right: EntryDocument): EntryDocument {
  // Equal in every pair that a correct writer makes; a deterministic choice in any other.
  const origin = compareOrigins(left, right) <= 0 ? left : right;
  const fieldNames = [...new Set([...Object.keys(left.fields), ...Object.keys(right.fields)])].sort();
  const fields = fieldNames
    .map((name) => [
      name,
      joinDotted(standingIn(left, name), left.clock, standingIn(right, name), right.clock),
    ])
    .filter(([, writes]) => writes!.length > 0);
  return {
    ...joinUnknownParts(left, right),
    schema: ENTRY_SCHEMA,
    createdAt: origin.createdAt,
    zone: origin.zone,
    clock: joinVectors(left.clock, right.clock),
    fields: Object.fromEntries(fields) as EntryDocument['fields'],
    history: joinDotted(left.history, left.clock, right.history, right.clock),
  };
}

/** Whether `document` already contains all of `other`, so that joining it would change nothing. */
export function contains(document: EntryDocument, other: EntryDocument): boolean {
  return JSON.stringify(join(document, other)) === JSON.stringify(join(document, document));
}

/**
 * Deleted only if every standing write was seen by somebody who deleted it: an edit made elsewhere at the
 * same time brings the entry back, whatever the clocks say.
 */
export function isDeleted(document: EntryDocument): boolean {
  const deletions = standingIn(document, 'deleted') as readonly Write<Deletion>[];
  const seenByDeleters = deletions.flatMap(({ value }) => (value === null ? [] : [value.seen]));
  if (seenByDeleters.length === 0) return false;
  const wasSeen = ({ dot }: Write) => seenByDeleters.some((seen) => covers(seen, dot));
  return Object.entries(document.fields).every(([name, writes]) => {
    if (DERIVED_FIELDS.includes(name)) return true;
    if (name === 'deleted') return deletions.every((write) => write.value !== null || wasSeen(write));
    return writes.every(wasSeen);
  });
}

/** The writes that stand in a field, none for a field without any (nor for a name that objects inherit). */
export function standingIn(document: EntryDocument, field: string): readonly Write[] {
  return Object.hasOwn(document.fields, field) ? document.fields[field]! : [];
}

interface Dotted {
  readonly dot: Dot;
}

function joinDotted<Item extends Dotted>(
  left: readonly Item[],
  leftClock: VersionVector,
  right: readonly Item[],
  rightClock: VersionVector,
): readonly Item[] {
  const kept = left.filter(
    ({ dot }) => !covers(rightClock, dot) || right.some((other) => isSameDot(other.dot, dot)),
  );
  const added = right.filter(({ dot }) => !covers(leftClock, dot));
  return [...kept, ...added].sort((one, other) => compareDots(one.dot, other.dot));
}

function compareOrigins(left: EntryDocument, right: EntryDocument): number {
  if (left.createdAt !== right.createdAt) return left.createdAt - right.createdAt;
  return left.zone < right.zone ? -1 : Number(left.zone > right.zone);
}

/** Parts that this version does not know have no rule of their own: the larger JSON text stands. */
function joinUnknownParts(left: EntryDocument, right: EntryDocument): object {
  const parts = new Map<string, unknown>();
  for (const [name, value] of [...Object.entries(left), ...Object.entries(right)].sort(compareNames)) {
    if ((KNOWN_PARTS as readonly string[]).includes(name)) continue;
    if (!parts.has(name) || JSON.stringify(parts.get(name)) < JSON.stringify(value)) parts.set(name, value);
  }
  return Object.fromEntries(parts);
}

function compareNames([left]: [string, unknown], [right]: [string, unknown]): number {
  return left < right ? -1 : Number(left > right);
}
