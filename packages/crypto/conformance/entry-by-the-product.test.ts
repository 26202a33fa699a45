import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeDocument, parseDocument } from '../../../web/src/vault/document-json.ts';
import { isDeleted, join, type EntryDocument } from '../../../web/src/vault/entry-document.ts';
import * as product from '../../../web/src/vault/entry-edit.ts';
import { viewEntry } from '../../../web/src/vault/entry-view.ts';
import type { ReplicaId } from '../../../web/src/vault/version-vector.ts';
import { joinEntryDocuments, parseEntryDocument } from './entry-document.ts';
import { readEntryDocument, type EntryShown } from './entry-shown.ts';
import { Refusal } from './refusal.ts';

type Changes = Parameters<typeof product.editDocument>[1];
type Act = Changes | 'delete' | 'undelete' | 'erase' | { readonly pullFrom: number };

const voiceOf = (seconds: number): NonNullable<Changes['voiceReading']> => ({
  seconds,
  prosody: {
    f0Mean: 27.5,
    f0Range: 4,
    intensity: -20,
    intensityRange: 9,
    alphaRatio: 12,
    hammarbergIndex: 20,
    spectralSlope: -14,
    jitter: 0.012,
    shimmer: 0.7,
    pauseShare: 0.2,
    meanPause: 0.4,
    speechRate: null,
  },
  quality: {
    signalToNoiseDb: null,
    clippedShare: 0,
    speechSeconds: seconds,
    bandwidthHz: 7_600,
    speechLikeness: 0.9,
    quality: 0.8,
  },
  problems: ['noisy'],
  windows: [{ startSeconds: 0, endSeconds: 5, arousal: 0.25, weight: 1 }],
  relative: {
    energy: { z: 1, doubt: 0.5, drivers: [{ feature: 'arousal', z: 1 }] },
    tension: { z: 0, doubt: 0.5, drivers: [] },
  },
});
const face: NonNullable<Changes['faceReading']> = {
  source: 'camera',
  path: 'network',
  framesSeen: 40,
  framesUsed: 31,
  seconds: 4,
  quality: 0.7,
  hints: ['too-dark'],
};
const recordingIds = [0, 1, 2].map((n) => `6f1c2f0e-7a54-4d2b-9c1e-0a5b3c4d5e6${n}` as never);
const recordingOf = (n: number) => ({
  id: recordingIds[n]!,
  kind: 'voice' as const,
  mediaType: 'audio/webm;codecs=opus',
  seconds: n,
  bytes: 1_000 * n,
});

const flag = fc.constantFrom(undefined, true as const);
const change: fc.Arbitrary<Changes> = fc
  .record({
    text: fc.constantFrom(undefined, '', 'a', 'b', 'c'),
    mood: fc.constantFrom(undefined, null, { valence: -1, arousal: 0.5 }, { valence: 1, arousal: 0 }),
    correction: fc.constantFrom(undefined, null, 'joy' as const, 'fear' as const),
    dropScore: fc.constantFrom(undefined, 'text' as const),
    voiceReading: fc.constantFrom(undefined, undefined, null, voiceOf(60), voiceOf(61)),
    faceReading: fc.constantFrom(undefined, undefined, null, face),
    attach: fc.constantFrom(undefined, undefined, recordingOf(0), recordingOf(1), recordingOf(2)),
    detach: fc.constantFrom(undefined, undefined, ...recordingIds),
    settleVersions: flag,
    continuesSession: flag,
  })
  .map((changes) => Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)));

/** So few texts and moments that devices often choose the same. */
const step = fc.record({
  replica: fc.nat(2),
  at: fc.nat(2),
  act: fc.oneof<fc.WeightedArbitrary<Act>[]>(
    { weight: 5, arbitrary: change },
    { weight: 2, arbitrary: fc.constantFrom('delete', 'undelete', 'erase') },
    { weight: 3, arbitrary: fc.record({ pullFrom: fc.nat(2) }) },
  ),
});
const origin = fc.record({
  zone: fc.constantFrom('Europe/Madrid', 'Pacific/Kiritimati', 'America/Los_Angeles', 'No/Where'),
  createdAt: fc.integer({ min: 0, max: 4e12 }),
  weather: fc.option(fc.constantFrom('wet', 'dry')),
});

/** Three devices that start from one entry, edit it by ill-set clocks and now and then hear of each other. */
const devices = fc.tuple(origin, fc.array(step, { maxLength: 25 })).map(([{ weather, ...made }, steps]) => {
  const writerOf = (replica: number, at: number) => ({ replica: `r${replica}` as ReplicaId, at });
  const born = product.createDocument({ zone: made.zone, changes: { text: 'a' } }, writerOf(0, 1));
  const first: EntryDocument = { ...born, ...made, ...(weather === null ? {} : { weather }) };
  const states = [first, { ...first, weather: 'grey' }, first];
  for (const { replica, at, act } of steps) {
    const present = states[replica]!;
    const writer = writerOf(replica, at);
    if (act === 'delete') states[replica] = product.deleteDocument(present, writer);
    else if (act === 'undelete') states[replica] = product.undeleteDocument(present, writer);
    else if (act === 'erase') states[replica] = product.eraseDocument(present, writer);
    else if ('pullFrom' in act) states[replica] = join(present, states[act.pullFrom]!);
    else states[replica] = product.editDocument(present, act, writer);
  }
  return states;
});

/** What the product shows, in the reader's words, or `null` where it keeps the bytes sealed. */
function shownByProduct(bytes: Uint8Array): Omit<EntryShown, 'document'> | null {
  const parsed = parseDocument(bytes);
  if (!parsed.ok) return null;
  const entry = viewEntry('e' as never, parsed.value, false);
  return {
    text: entry.text,
    otherTexts: entry.otherVersions.map(({ text }) => text),
    mood: entry.mood,
    correction: entry.correction,
    voiceReading: entry.voiceReading,
    faceReading: entry.faceReading,
    attachments: entry.attachments,
    day: entry.localDate,
    zone: entry.zone,
    isDeleted: isDeleted(parsed.value),
    revisions: entry.revisions.map(({ text, savedAt }) => ({ text, at: savedAt })),
  };
}

function shownByReader(bytes: Uint8Array): Omit<EntryShown, 'document'> | null {
  try {
    const { document: _, ...shown } = readEntryDocument(bytes);
    return shown;
  } catch (thrown) {
    if (thrown instanceof Refusal) return null;
    throw thrown;
  }
}

const json = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;

interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
}

/** Every place in a JSON tree where another value could be put. */
function placesIn(tree: unknown): readonly Place[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const holder = tree as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}

const oddity = fc.oneof(
  fc.constantFrom<unknown>(null, '', 'x', 0, -1, 1, 2, 0.5, 1e20, [], {}, [null], { seen: {} }, { seen: 1 }),
  fc.constantFrom<unknown>(
    { valence: 2, arousal: 0 },
    { valence: 0, arousal: 0, more: 1 },
    'x'.repeat(50_001),
  ),
);

describe('an entry written by the product and read by docs/format.md', () => {
  it('shows the same, after any edits here and there', () => {
    fc.assert(
      fc.property(devices, (states) => {
        for (const state of states) {
          const bytes = encodeDocument(state);
          expect(shownByReader(bytes)).toEqual(shownByProduct(bytes));
          expect(readEntryDocument(bytes).document).toEqual(json(bytes));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('joins to the same document, in either order', () => {
    fc.assert(
      fc.property(devices, ([a, b]) => {
        const [ours, theirs] = [a!, b!].map((state) => parseEntryDocument(encodeDocument(state)));
        const joined = json(encodeDocument(join(a!, b!)));
        expect(joinEntryDocuments(ours!, theirs!)).toEqual(joined);
        expect(joinEntryDocuments(theirs!, ours!)).toEqual(joined);
      }),
      { numRuns: 1_000 },
    );
  });

  it('shows the same, or is kept sealed by both, whatever stands in one place of it', () => {
    fc.assert(
      fc.property(devices, fc.nat(), oddity, fc.boolean(), ([a, b], choice, odd, leftOut) => {
        const tree = json(encodeDocument(join(a!, b!)));
        const places = placesIn(tree);
        const { holder, key } = places[choice % places.length]!;
        if (leftOut && !Array.isArray(holder)) delete holder[key];
        else holder[key] = odd;
        const bytes = Buffer.from(JSON.stringify(tree), 'utf8');
        expect(shownByReader(bytes)).toEqual(shownByProduct(bytes));
      }),
      { numRuns: 3_000 },
    );
  });
});
