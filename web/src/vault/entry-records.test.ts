import { toBase64Url } from '@undertone/base/bytes';
import { systemRandom } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { ok, unwrap } from '@undertone/base/result';
import type { OpId, RecordId, Sequence } from '@undertone/contract/primitives';
import type { PushedOp } from '@undertone/contract/sync';
import { expect, it } from 'vitest';
import { createLocalStore } from '../sync/local-store.ts';
import { createMemoryBackend, createMemoryDatabase } from '../sync/memory-backend.ts';
import { encodeDocument, parseDocument } from './document-json.ts';
import { createDocument, editDocument } from './entry-edit.ts';
import type { EntryDocument } from './entry-document.ts';
import { createEntryRecords } from './entry-records.ts';
import type { RecordCodec } from './record-codec.ts';
import type { ReplicaId } from './version-vector.ts';

const RECORD = createUuid(systemRandom) as string as RecordId;
const write = (replica: string, at: number) => ({ replica: replica as ReplicaId, at });
const newOpId = () => createUuid(systemRandom) as string as OpId;

function open() {
  const store = createLocalStore(createMemoryBackend(createMemoryDatabase()));
  let beforeSealed: () => Promise<void> = async () => {};
  const codec: RecordCodec = {
    async seal(_, document) {
      await beforeSealed();
      return ok(encodeDocument(document));
    },
    open: async (states) => states.map(({ envelope }) => parseDocument(envelope)),
  };
  const records = createEntryRecords({
    store,
    codec,
    random: systemRandom,
    openLane: () => null,
    writer: () => write('here', 5),
    pause: async () => {},
  });
  let cursor = 0;
  const pull = async (document: EntryDocument, supersedes: OpId[] = []): Promise<OpId> => {
    const opId = newOpId();
    const sealed = toBase64Url(encodeDocument(document));
    const op = {
      opId,
      collection: 'entries',
      recordId: RECORD,
      supersedes,
      schema: 1,
      sealed,
      deleted: false,
    };
    const batch = await store.takeBatch({ ops: 10, chars: 1e6 });
    const acked = batch.ops.map((each) => ({ opId: each.opId, seq: ++cursor as Sequence }));
    const pulled = [{ ...op, seq: ++cursor as Sequence }];
    unwrap(await store.applyExchange({ batch, cursor: cursor as Sequence, acked, refused: [], pulled }));
    return opId;
  };
  return { store, records, pull, whileSealing: (run: () => Promise<void>) => void (beforeSealed = run) };
}

const start = createDocument({ zone: 'UTC', changes: { text: 'start' } }, write('there', 1));
const theirs = editDocument(start, { text: 'theirs' }, write('there', 2));

it('keeps an op that arrives while an edit is being sealed, and merges it after', async () => {
  const { store, records, pull, whileSealing } = open();
  await pull(start);
  let late: OpId | null = null;
  whileSealing(async () => {
    late ??= await pull(theirs);
  });
  unwrap(
    await records.write(RECORD, (present) => editDocument(present!, { text: 'mine' }, write('here', 3))),
  );
  expect((await store.readRecord(RECORD)).pulled.map(({ opId }) => opId)).toEqual([late]);
  const [queued] = await store.readOutbox();
  expect(queued!.op.supersedes).not.toContain(late);
  await records.mergeAllPulled();
  const document = unwrap(await records.read(RECORD));
  expect(new Set(document!.fields['text']!.map(({ value }) => value))).toEqual(new Set(['mine', 'theirs']));
});

it('supersedes what its unsent and its unanswered predecessors would have, in case they never arrive', async () => {
  const { store, records, pull } = open();
  const first = await pull(start);
  const edit = async (text: string): Promise<PushedOp> => {
    unwrap(await records.write(RECORD, (present) => editDocument(present!, { text }, write('here', 3))));
    return (await store.readOutbox()).at(-1)!.op;
  };
  const unsent = await edit('a');
  expect((await edit('b')).supersedes).toEqual([first]);
  expect((await store.readOutbox()).map(({ opId }) => opId)).not.toContain(unsent.opId);
  const { ops } = await store.takeBatch({ ops: 10, chars: 1e6 });
  const unanswered = ops[0]!.opId;
  expect((await edit('c')).supersedes.toSorted(compareIds)).toEqual([first, unanswered].toSorted(compareIds));
  expect(await store.countOutbox()).toBe(2);
});

it('shows what was pulled before it is stored as merged, and shows what an edit beside it made of it', async () => {
  const { store, records, pull, whileSealing } = open();
  await pull(start);
  await pull(theirs);
  const shown: string[][] = [];
  let edited = false;
  whileSealing(async () => {
    expect(shown).toEqual([['theirs']]);
    expect((await store.readRecord(RECORD)).pulled).toHaveLength(1);
    if (edited) return;
    edited = true;
    unwrap(
      await records.write(RECORD, (present) => editDocument(present!, { text: 'mine' }, write('here', 3))),
    );
  });
  const work = { placed: [], waiting: [RECORD] };
  await records.mergePulled(work, (entries) => {
    for (const [, { fields }] of entries) shown.push(fields['text']!.map(({ value }) => String(value)));
  });
  expect(shown).toEqual([['theirs'], ['mine']]);
  expect((await store.readRecord(RECORD)).pulled).toEqual([]);
});

function compareIds(left: string, right: string): number {
  return left < right ? -1 : 1;
}
