import { isUuid } from '@undertone/base/id';
import type { AttachmentRef, EntryChanges } from '../app/journal-port.ts';
import { ATTACHMENTS_FIELD, standingIn, type EntryDocument, type Write } from './entry-document.ts';
import { advance, compareDots, nextDot } from './version-vector.ts';
import type { Writer } from './writer.ts';

/** The recordings of a document, oldest first; a value of a shape that this version does not know is passed over. */
export function attachmentsOf(document: EntryDocument): readonly AttachmentRef[] {
  const writes = standingIn(document, ATTACHMENTS_FIELD)
    .filter((write): write is Write<AttachmentRef> => isAttachmentRef(write.value))
    .sort((left, right) => left.at - right.at || compareDots(left.dot, right.dot));
  const ids = new Set<string>();
  return writes.flatMap(({ value }) => {
    if (ids.has(value.id)) return [];
    ids.add(value.id);
    return [value];
  });
}

/** One write for each that is added; what is taken out goes, and the clock tells others that it was seen. */
export function writeAttachments(
  document: EntryDocument,
  { attach, detach }: Pick<EntryChanges, 'attach' | 'detach'>,
  { replica, at }: Writer,
): EntryDocument {
  const standing = standingIn(document, ATTACHMENTS_FIELD);
  const kept = standing.filter(({ value }) => detach === undefined || idOf(value) !== detach);
  const isNew = attach !== undefined && !kept.some(({ value }) => idOf(value) === attach.id);
  if (!isNew && kept.length === standing.length) return document;
  const dot = nextDot(document.clock, replica);
  const written = isNew ? [...kept, { dot, at, value: attach }] : kept;
  const { [ATTACHMENTS_FIELD]: _, ...others } = document.fields;
  return {
    ...document,
    clock: advance(document.clock, dot),
    fields: written.length === 0 ? others : { ...others, [ATTACHMENTS_FIELD]: written },
  };
}

function idOf(value: unknown): unknown {
  return isAttachmentRef(value) ? value.id : undefined;
}

function isAttachmentRef(value: unknown): value is AttachmentRef {
  if (typeof value !== 'object' || value === null) return false;
  const { id, kind, mediaType, seconds, bytes } = value as Partial<AttachmentRef>;
  return (
    typeof id === 'string' &&
    isUuid(id) &&
    kind === 'voice' &&
    typeof mediaType === 'string' &&
    isAmount(seconds) &&
    isAmount(bytes)
  );
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
