import { signal } from '@preact/signals';
import type { Clock } from '@undertone/base/clock';
import { systemRandom } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { err, ok } from '@undertone/base/result';
import { changeScores } from '../vault/entry-scores.ts';
import type {
  Draft,
  DraftName,
  Entry,
  EntryChanges,
  EntryId,
  Journal,
  JournalStatus,
  QuarantinedRecord,
  SaveFailure,
} from './journal-port.ts';
import { localDateOf } from './now.ts';

export interface FakeJournalOptions {
  readonly clock: Clock;
  readonly entries?: readonly Entry[];
  readonly drafts?: ReadonlyMap<DraftName, Draft>;
  readonly status?: JournalStatus;
  readonly quarantined?: readonly QuarantinedRecord[];
  /** Every save fails this way. */
  readonly failure?: SaveFailure | null;
}

/** A journal in memory that keeps the port's promises, for screens and their tests. */
export function createFakeJournal(options: FakeJournalOptions): Journal {
  const { clock, failure = null } = options;
  const entries = signal<readonly Entry[]>(options.entries ?? []);
  const deleted = new Map<EntryId, Entry>();
  const drafts = new Map(options.drafts);

  const change = (id: EntryId, to: (entry: Entry) => Entry) => {
    if (failure !== null) return err(failure);
    if (!entries.value.some((entry) => entry.id === id)) return err({ code: 'entry-missing' } as const);
    entries.value = entries.value.map((entry) => (entry.id === id ? to(entry) : entry));
    return ok();
  };

  return {
    status: signal(options.status ?? { kind: 'ready' }),
    entries,
    quarantined: signal(options.quarantined ?? []),
    async create(changes) {
      if (failure !== null) return err(failure);
      const entry = applyChanges(blankEntry(createUuid(systemRandom) as EntryId, clock), changes, clock);
      entries.value = [{ ...entry, editedAt: null, revisions: [] }, ...entries.value];
      return ok(entry.id);
    },
    edit: async (id, changes) => change(id, (entry) => applyChanges(entry, changes, clock)),
    async delete(id) {
      const entry = entries.value.find((one) => one.id === id);
      if (entry === undefined) return err({ code: 'entry-missing' });
      deleted.set(id, entry);
      entries.value = entries.value.filter((one) => one !== entry);
      return ok();
    },
    async undelete(id) {
      const entry = deleted.get(id);
      if (entry === undefined) return err({ code: 'entry-missing' });
      entries.value = [...entries.value, entry].sort((left, right) => right.createdAt - left.createdAt);
      return ok();
    },
    search(query) {
      const words = query.toLowerCase().split(/\s+/u);
      return entries.value.filter((entry) => words.every((word) => entry.text.toLowerCase().includes(word)));
    },
    loadDraft: async (of) => ok(drafts.get(of) ?? null),
    async saveDraft(of, draft) {
      drafts.set(of, { ...draft, isHeld: failure !== null });
      return failure === null ? ok() : err(failure);
    },
    async clearDraft(of) {
      drafts.delete(of);
    },
  };
}

function blankEntry(id: EntryId, clock: Clock): Entry {
  const createdAt = clock.now();
  const local = new Date(createdAt);
  return {
    id,
    createdAt,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    localDate: localDateOf(createdAt),
    localTime: `${String(local.getHours()).padStart(2, '0')}:${String(local.getMinutes()).padStart(2, '0')}`,
    text: '',
    mood: null,
    scores: [],
    textReading: null,
    voiceReading: null,
    faceReading: null,
    attachments: [],
    correction: null,
    revisions: [],
    otherVersions: [],
    editedAt: null,
    unsynced: false,
  };
}

function applyChanges(entry: Entry, changes: EntryChanges, clock: Clock): Entry {
  const { settleVersions, attach, detach, addScore, dropScore, ...fields } = changes;
  const kept = entry.attachments.filter(({ id }) => id !== detach);
  const changed = {
    ...entry,
    ...fields,
    attachments: attach === undefined ? kept : [...kept, attach],
    scores: changeScores(entry.scores, { addScore, dropScore }),
  };
  const rewritten = changed.text !== entry.text && entry.text !== '';
  const past = rewritten ? [{ text: entry.text, savedAt: entry.editedAt ?? entry.createdAt }] : [];
  return {
    ...changed,
    revisions: [...past, ...(settleVersions === true ? entry.otherVersions : []), ...entry.revisions],
    otherVersions: settleVersions === true ? [] : entry.otherVersions,
    editedAt: rewritten ? clock.now() : entry.editedAt,
  };
}
