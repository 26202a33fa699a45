import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttachmentRef, EntryChanges } from '../app/journal-port.ts';
import { encodeDocument, parseDocument } from './document-json.ts';
import {
  createDocument,
  deleteDocument,
  editDocument,
  eraseDocument,
  undeleteDocument,
} from './entry-edit.ts';
import { isDeleted, join, type EntryDocument } from './entry-document.ts';
import { viewEntry } from './entry-view.ts';
import type { ReplicaId } from './version-vector.ts';

const ID = 'e' as never;

interface Step {
  readonly replica: number;
  /** Minutes that this writer's clock is off by. */
  readonly skew: number;
  readonly act: EntryChanges | 'delete' | 'undelete' | 'erase' | { readonly pullFrom: number };
}

const change: fc.Arbitrary<EntryChanges> = fc.oneof(
  fc.string({ maxLength: 4 }).map((text) => ({ text })),
  fc.constant({ settleVersions: true as const }),
  fc.string({ maxLength: 4 }).map((text) => ({ text, settleVersions: true as const })),
  fc.integer({ min: -2, max: 2 }).map((step) => ({ mood: { valence: step / 2, arousal: 0 } })),
  fc.constantFrom('joy' as const, 'fear' as const, null).map((correction) => ({ correction })),
  fc.nat(2).map((n) => ({ attach: recordingOf(n) })),
  fc.nat(2).map((n) => ({ detach: recordingOf(n).id })),
);

function recordingOf(n: number): AttachmentRef {
  const id = `6f1c2f0e-7a54-4d2b-9c1e-0a5b3c4d5e6${n}` as never;
  return { id, kind: 'voice', mediaType: 'audio/webm', seconds: n, bytes: n };
}

const step: fc.Arbitrary<Step> = fc.record({
  replica: fc.nat(2),
  skew: fc.integer({ min: -100, max: 100 }),
  act: fc.oneof(
    { weight: 5, arbitrary: change },
    { weight: 1, arbitrary: fc.constantFrom('delete' as const, 'undelete' as const, 'erase' as const) },
    { weight: 3, arbitrary: fc.nat(2).map((pullFrom) => ({ pullFrom })) },
  ),
});

/** Three devices that start from one entry, edit it and now and then hear of each other. */
function play(steps: readonly Step[]): readonly EntryDocument[] {
  const first = createDocument(
    { zone: 'UTC', changes: { text: 'start' } },
    { replica: 'r0' as ReplicaId, at: 0 },
  );
  const states = [first, first, first];
  for (const [index, { replica, skew, act }] of steps.entries()) {
    const writer = { replica: `r${replica}` as ReplicaId, at: index * 60_000 + skew * 60_000 };
    const present = states[replica]!;
    if (act === 'delete') states[replica] = deleteDocument(present, writer);
    else if (act === 'undelete') states[replica] = undeleteDocument(present, writer);
    else if (act === 'erase') states[replica] = isDeleted(present) ? eraseDocument(present, writer) : present;
    else if ('pullFrom' in act) states[replica] = join(present, states[act.pullFrom]!);
    else states[replica] = editDocument(present, act, writer);
  }
  return states;
}

const states = fc.array(step, { maxLength: 25 }).map(play) as fc.Arbitrary<
  [EntryDocument, EntryDocument, EntryDocument]
>;

function textsOf(document: EntryDocument): readonly string[] {
  const { text, otherVersions, revisions } = viewEntry(ID, document, false);
  return [
    text,
    ...otherVersions.map((version) => version.text),
    ...revisions.map((revision) => revision.text),
  ];
}

const write = (replica: string, at: number) => ({ replica: replica as ReplicaId, at });
const start = createDocument(
  { zone: 'Europe/Madrid', changes: { text: 'rain', mood: { valence: 0, arousal: 0 } } },
  write('a', 1_000),
);

describe('joining', () => {
  it('is commutative, associative and idempotent', () => {
    fc.assert(
      fc.property(states, ([a, b, c]) => {
        expect(join(a, b)).toEqual(join(b, a));
        expect(join(join(a, b), c)).toEqual(join(a, join(b, c)));
        expect(join(join(a, b), b)).toEqual(join(a, b));
      }),
      { numRuns: 500 },
    );
  });

  it('gives every device the same view whichever order it heard of the others in', () => {
    fc.assert(
      fc.property(states, ([a, b, c]) => {
        expect(viewEntry(ID, join(join(a, b), c), false)).toEqual(viewEntry(ID, join(join(c, a), b), false));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps every text that nobody who had seen it erased, as text, other version or revision', () => {
    const withoutErasing = fc
      .array(step, { maxLength: 25 })
      .map((steps) => steps.filter(({ act }) => act !== 'erase'));
    fc.assert(
      fc.property(withoutErasing, (steps) => {
        const [a, b, c] = play(steps) as [EntryDocument, EntryDocument, EntryDocument];
        const joined = textsOf(join(join(a, b), c));
        const written = steps.flatMap(({ act }) =>
          typeof act === 'object' && 'text' in act && act.text ? [act.text] : [],
        );
        for (const text of ['start', ...written]) expect(joined).toContain(text);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps fields, keys of a write and parts that it does not know', () => {
    const newer = {
      ...start,
      weather: { sky: 'grey' },
      fields: { ...start.fields, tags: [{ dot: ['z', 1], at: 2, value: ['sea'], colour: 'blue' }] },
      clock: { ...start.clock, z: 1 },
    } as unknown as EntryDocument;
    const round = parseDocument(encodeDocument(newer));
    expect(round).toEqual({ ok: true, value: newer });
    const edited = editDocument(join(start, newer), { text: 'sun' }, write('b', 5_000));
    expect(edited).toMatchObject({ weather: { sky: 'grey' }, fields: { tags: newer.fields['tags'] } });
  });
});

describe('a conflict', () => {
  const here = editDocument(start, { text: 'rain and wind' }, write('a', 9_000));
  const there = editDocument(start, { text: 'rain, then sun' }, write('b', 5_000));
  const both = join(here, there);

  it('shows the newest text and keeps the other beside it', () => {
    const entry = viewEntry(ID, both, false);
    expect(entry.text).toBe('rain and wind');
    expect(entry.otherVersions).toEqual([{ text: 'rain, then sun', savedAt: 5_000 }]);
    expect(entry.revisions).toEqual([{ text: 'rain', savedAt: 1_000 }]);
  });

  it('keeps the other text standing when only the shown one is edited', () => {
    const entry = viewEntry(ID, editDocument(both, { text: 'wind' }, write('a', 10_000)), false);
    expect([entry.text, entry.otherVersions[0]?.text]).toEqual(['wind', 'rain, then sun']);
  });

  it('is settled by choosing, and what was not chosen goes to the history', () => {
    const settled = editDocument(both, { text: 'rain, then sun', settleVersions: true }, write('a', 10_000));
    const entry = viewEntry(ID, settled, false);
    expect([entry.text, entry.otherVersions]).toEqual(['rain, then sun', []]);
    expect(entry.revisions.map(({ text }) => text)).toEqual(['rain and wind', 'rain']);
  });

  it('is none when both wrote the same, or one of them nothing', () => {
    const same = editDocument(start, { text: 'rain and wind' }, write('b', 5_000));
    const empty = editDocument(start, { text: '' }, write('b', 99_000));
    for (const other of [same, empty]) {
      const entry = viewEntry(ID, join(here, other), false);
      expect([entry.text, entry.otherVersions]).toEqual(['rain and wind', []]);
    }
  });

  it('of moods shows the newer and keeps the older in the document after the next choice', () => {
    const up = editDocument(start, { mood: { valence: 1, arousal: 0 } }, write('a', 9_000));
    const down = editDocument(start, { mood: { valence: -1, arousal: 0 } }, write('b', 5_000));
    const joined = join(up, down);
    expect(viewEntry(ID, joined, false).mood).toEqual({ valence: 1, arousal: 0 });
    const chosen = editDocument(joined, { mood: { valence: 0.5, arousal: 0 } }, write('a', 10_000));
    expect(chosen.history.map(({ field, value }) => [field, value])).toEqual([
      ['mood', { valence: -1, arousal: 0 }],
    ]);
  });
});

describe('deleting', () => {
  const deleted = deleteDocument(start, write('a', 2_000));

  it('wins over what it has seen, whatever the clocks say', () => {
    expect(isDeleted(deleteDocument(start, write('a', -5_000)))).toBe(true);
    expect(isDeleted(join(deleted, start))).toBe(true);
  });

  it('loses to an edit that it had not seen', () => {
    const edited = editDocument(start, { text: 'no, keep this' }, write('b', 500));
    const entry = viewEntry(ID, join(deleted, edited), false);
    expect(isDeleted(join(deleted, edited))).toBe(false);
    expect(entry.text).toBe('no, keep this');
  });

  it('does not lose to what a model made of the text meanwhile', () => {
    const read = editDocument(start, { dropScore: 'text', textReading: null }, write('b', 3_000));
    expect(isDeleted(join(deleted, read))).toBe(true);
  });

  it('is undone with everything in place, also on a device that deleted it too', () => {
    const undone = undeleteDocument(deleted, write('a', 3_000));
    expect(viewEntry(ID, undone, false)).toEqual(viewEntry(ID, start, false));
    expect(isDeleted(join(undone, deleteDocument(start, write('b', 2_500))))).toBe(false);
  });

  it('takes nothing from an entry that another device brings back before it hears of the erasure', () => {
    const read = editDocument(
      start,
      { mood: { valence: 0.5, arousal: 0 }, textReading: null },
      write('a', 1_500),
    );
    const edited = editDocument(read, { text: 'rain, then sun' }, write('a', 1_600));
    const gone = deleteDocument(edited, write('a', 2_000));
    const erased = eraseDocument(gone, write('a', 9_000));
    const back = undeleteDocument(gone, write('b', 8_000));
    const joined = join(erased, back);
    expect(isDeleted(joined)).toBe(false);
    expect(viewEntry(ID, joined, false)).toEqual(viewEntry(ID, edited, false));
    const backTwice = join(joined, undeleteDocument(gone, write('c', 8_500)));
    expect(viewEntry(ID, backTwice, false)).toEqual(viewEntry(ID, edited, false));
  });

  it('erases what it had seen and nothing else', () => {
    const edited = editDocument(start, { text: 'late' }, write('b', 500));
    const erased = eraseDocument(deleted, write('a', 9_000));
    expect(JSON.stringify(erased)).not.toContain('rain');
    const joined = join(erased, edited);
    expect(isDeleted(joined)).toBe(false);
    expect(viewEntry(ID, joined, false)).toMatchObject({
      text: 'late',
      localDate: '1970-01-01',
      localTime: '01:00',
    });
  });
});

describe('history', () => {
  it('gets one step for every save but those that continue a session', () => {
    let document = start;
    for (const text of ['rain a', 'rain ab']) {
      document = editDocument(document, { text, continuesSession: true }, write('b', 2_000));
    }
    const { text, revisions } = viewEntry(ID, document, false);
    expect([text, revisions.map((revision) => revision.text)]).toEqual(['rain ab', ['rain']]);
  });

  it('does not show twice what two devices archived', () => {
    const here = editDocument(start, { text: 'x' }, write('a', 2_000));
    const there = editDocument(start, { text: 'y' }, write('b', 2_000));
    expect(viewEntry(ID, join(here, there), false).revisions).toHaveLength(1);
  });

  it('notes nothing for a save that changes nothing', () => {
    expect(editDocument(start, { text: 'rain' }, write('b', 9_000))).toBe(start);
  });
});

describe('a model’s reading', () => {
  const reading = { sentences: [], carriedBy: null, language: 'en' };

  it('is shown only with the text that it was made of', () => {
    const read = editDocument(start, { textReading: reading }, write('a', 2_000));
    expect(viewEntry(ID, read, false).textReading).toEqual(reading);
    const edited = editDocument(read, { text: 'other words' }, write('a', 3_000));
    expect(viewEntry(ID, edited, false).textReading).toBeNull();
  });
});

describe('parsing', () => {
  it('refuses bytes that are no document, without throwing', () => {
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.json().map((json) => new TextEncoder().encode(json)),
    );
    fc.assert(
      fc.property(bytes, (input) => {
        expect(parseDocument(input).ok).toBe(false);
      }),
    );
  });

  it('refuses a document with any part of another shape', () => {
    const broken = [
      { ...start, schema: 2 },
      { ...start, clock: { a: -1 } },
      { ...start, fields: { text: [{ at: 1, value: 'x' }] } },
      { ...start, fields: { deleted: [{ dot: ['a', 1], at: 1, value: true }] } },
      { ...start, history: [{ dot: ['a', 1], at: 1, value: 'x', field: 'text' }] },
      { ...start, createdAt: '1' },
    ];
    for (const each of broken)
      expect(parseDocument(new TextEncoder().encode(JSON.stringify(each))).ok).toBe(false);
  });

  it('shows nothing for a value of a shape that it does not know', () => {
    const odd = {
      ...start,
      fields: { ...start.fields, mood: [{ dot: ['a', 2], at: 1, value: { valence: 9 } }] },
    };
    expect(viewEntry(ID, odd as never, false).mood).toBeNull();
  });
});
