import type { Entry } from '../app/journal-port.ts';

/** An entry for other programs: docs/format.md, “The readable export”. `recordings` are names of files beside it. */
export function toJsonEntry(entry: Entry, recordings: ReadonlyMap<string, string>): object {
  const { unsynced: _, attachments, ...rest } = entry;
  return {
    ...rest,
    createdAt: instant(entry.createdAt),
    editedAt: entry.editedAt === null ? null : instant(entry.editedAt),
    revisions: entry.revisions.map(({ text, savedAt }) => ({ text, savedAt: instant(savedAt) })),
    otherVersions: entry.otherVersions.map(({ text, savedAt }) => ({ text, savedAt: instant(savedAt) })),
    recordings: attachments.map(({ id, kind, mediaType, seconds }) => ({
      ...{ kind, mediaType, seconds },
      file: recordings.get(id) ?? null,
    })),
  };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
