import type { Clock, EpochMs } from '@undertone/base/clock';
import type { Label } from '@undertone/emotion/labels';
import { fakeDetail, fakeScore } from './fake-reader.ts';
import type { FakeServicesOptions } from './fake-services.ts';
import type { Entry, EntryId, Mood } from './journal-port.ts';
import { localDateOf } from './now.ts';

/** States of the product worth looking at, by name: `fakes.html?scenario=conflict`. */

const LINES: readonly string[] = [
  'Walked to the market before it opened. The sun came in low between the stalls and an old man laughed at his own dog. I felt lovely and slow.',
  'I missed her at dinner. It was quiet, and the rain did not help.',
  'They moved the deadline again, without asking. It is unfair and I was furious for an hour.',
  'Slept well. Nothing much happened, and that was the good part.',
  'A letter, suddenly, from someone I had given up on. I read it twice, surprised and glad.',
  'Worried about tomorrow. My chest was tight on the bus. Wrote a list and it got smaller.',
  'The milk was rotten and the sink gross. Cleaned the whole kitchen while the radio played.',
  'Long call with Ana. We laughed about the summer, then she was sad, then so was I, and it was warm anyway.',
];

const MOODS: readonly (Mood | null)[] = [
  { valence: 0.75, arousal: -0.25 },
  null,
  { valence: -0.5, arousal: 0.5 },
  null,
  { valence: 0.5, arousal: 0.5 },
  { valence: -0.5, arousal: 0.25 },
  null,
  { valence: 0.25, arousal: 0 },
];

const DAY_MS = 86_400_000;

function entryAt(index: number, at: number, text: string, mood: Mood | null): Entry {
  const local = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}` as EntryId,
    createdAt: at as EpochMs,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    localDate: localDateOf(at as EpochMs),
    localTime: `${two(local.getHours())}:${two(local.getMinutes())}`,
    text,
    mood,
    scores: text === '' ? [] : [fakeScore(text)],
    textReading: text === '' ? null : fakeDetail(text),
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

/** `count` entries, most with words, going back a few hours at a time. */
export function fakeEntries(count: number, now: EpochMs): readonly Entry[] {
  return Array.from({ length: count }, (_, index) =>
    entryAt(
      index,
      now - (index * 0.71 + 0.11) * DAY_MS,
      index % 6 === 5 ? '' : (LINES[index % LINES.length] ?? ''),
      index % 6 === 5 ? { valence: 0.5, arousal: -0.5 } : (MOODS[index % MOODS.length] ?? null),
    ),
  );
}

type Scenario = (clock: Clock) => Omit<FakeServicesOptions, 'clock'>;

const withEntries: Scenario = (clock) => ({ entries: fakeEntries(40, clock.now()) });

function withFirst(clock: Clock, change: (entry: Entry) => Entry): Omit<FakeServicesOptions, 'clock'> {
  const [first, ...others] = fakeEntries(40, clock.now());
  return { entries: first === undefined ? [] : [change(first), ...others] };
}

const SIGNED_IN = { kind: 'signed-in', email: 'ana@example.org', recoveryRehearsed: true } as const;

export const SCENARIOS = {
  empty: () => ({}),
  some: withEntries,
  many: (clock) => ({ entries: fakeEntries(10_000, clock.now()) }),
  synced: (clock) => ({
    ...withEntries(clock),
    account: SIGNED_IN,
    sync: { kind: 'idle', lastExchangeAt: (clock.now() - 120_000) as EpochMs },
    safety: { installed: true, persisted: true, lastBackupAt: (clock.now() - 3 * DAY_MS) as EpochMs },
    ledger: [
      {
        at: (clock.now() - 60_000) as EpochMs,
        method: 'POST',
        path: '/api/v1/sync',
        via: 'fetch',
        requestBytes: 1843,
        responseBytes: 512,
        fields: ['protocol', 'cursor', 'ops[].sealed', 'ops[].open.scores'],
        status: 200,
      },
      {
        at: (clock.now() - 61_000) as EpochMs,
        method: 'GET',
        path: '/api/v1/poke',
        via: 'websocket',
        requestBytes: 12,
        responseBytes: 40,
        fields: [],
        status: 101,
      },
      {
        at: (clock.now() - 3_600_000) as EpochMs,
        method: 'POST',
        path: '/api/v1/sync',
        via: 'fetch',
        requestBytes: 960,
        responseBytes: null,
        fields: ['protocol', 'cursor'],
        status: 'failed',
      },
      {
        at: (clock.now() - 3_601_000) as EpochMs,
        method: 'GET',
        path: '/',
        via: 'navigation',
        requestBytes: 0,
        responseBytes: 2400,
        fields: [],
        status: 200,
      },
    ],
  }),
  unrehearsed: (clock) => ({
    ...withEntries(clock),
    account: { ...SIGNED_IN, recoveryRehearsed: false },
    sync: { kind: 'idle', lastExchangeAt: clock.now() },
  }),
  offline: (clock) => ({ ...withEntries(clock), account: SIGNED_IN, sync: { kind: 'offline' }, unsynced: 3 }),
  waiting: (clock) => ({
    ...withEntries(clock),
    account: SIGNED_IN,
    sync: { kind: 'waiting', retryAt: (clock.now() + 30_000) as EpochMs },
    unsynced: 1,
  }),
  exchanging: (clock) => ({
    ...withEntries(clock),
    account: SIGNED_IN,
    sync: { kind: 'exchanging', done: 4200, total: 10_000 },
  }),
  expired: (clock) => ({
    ...withEntries(clock),
    account: { kind: 'session-expired', email: 'ana@example.org' },
    sync: { kind: 'stopped', reason: 'session-expired' },
    unsynced: 2,
  }),
  quota: (clock) => ({
    ...withEntries(clock),
    account: SIGNED_IN,
    sync: { kind: 'stopped', reason: 'quota-exceeded' },
    unsynced: 9,
  }),
  outdated: (clock) => ({
    ...withEntries(clock),
    account: SIGNED_IN,
    sync: { kind: 'stopped', reason: 'client-outdated' },
  }),
  update: (clock) => ({ ...withEntries(clock), updateWaiting: true }),
  conflict: (clock) => ({
    ...withFirst(clock, (entry) => ({
      ...entry,
      otherVersions: [
        {
          text: 'Walked to the market before it opened, and bought figs.',
          savedAt: (clock.now() - 7_200_000) as EpochMs,
        },
      ],
    })),
  }),
  history: (clock) =>
    withFirst(clock, (entry) => ({
      ...entry,
      editedAt: clock.now(),
      correction: 'joy' satisfies Label,
      revisions: [{ text: 'Walked to the market.', savedAt: (clock.now() - 9_000_000) as EpochMs }],
    })),
  unread: (clock) => ({
    ...withFirst(clock, (entry) => ({ ...entry, scores: [], textReading: null })),
    readerTrouble: 'slow',
  }),
  corrupt: (clock) => ({
    ...withFirst(clock, (entry) => ({ ...entry, scores: [], textReading: null })),
    readerTrouble: 'model-corrupt',
  }),
  nowasm: (clock) => ({
    ...withFirst(clock, (entry) => ({ ...entry, scores: [], textReading: null })),
    readerTrouble: 'no-webassembly',
  }),
  abstained: (clock) =>
    withFirst(clock, (entry) => ({
      ...entry,
      text: 'Hm.',
      scores: [fakeScore('Hm.')],
      textReading: fakeDetail('Hm.'),
    })),
  quarantine: (clock) => ({
    ...withEntries(clock),
    quarantined: [
      { recordId: '3b1f0c7e-1111-4222-8333-444455556666', reason: 'corrupt', sizeBytes: 812 },
      { recordId: '77aa0c7e-1111-4222-8333-444455556666', reason: 'unsupported-version', sizeBytes: 1512 },
    ],
  }),
  full: (clock) => ({ ...withEntries(clock), failure: { code: 'storage-full' } }),
  private: () => ({ status: { kind: 'unavailable', reason: 'no-indexeddb' } }),
  newer: () => ({ status: { kind: 'unavailable', reason: 'newer-schema' } }),
  opening: () => ({ status: { kind: 'opening' } }),
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

export function isScenario(name: string): name is ScenarioName {
  return Object.hasOwn(SCENARIOS, name);
}
