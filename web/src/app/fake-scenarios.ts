import type { Clock, EpochMs } from '@undertone/base/clock';
import type { Label } from '@undertone/emotion/labels';
import type { VoiceReading } from '@undertone/inference/voice/voice-reading';
import type { FakeRecording } from './fake-capture.ts';
import { fakeDetail, fakeScore } from './fake-reader.ts';
import { createFakeActivity } from './fake-activity.ts';
import { createFakeOrganisations, fakeMembers, fakeOrganisation } from './fake-organisations.ts';
import { fakeFaceReading, fakeUsualVoice, fakeVoiceReading } from './fake-readings.ts';
import type { FakeServicesOptions } from './fake-services.ts';
import type { AttachmentId, Entry, EntryId, Mood } from './journal-port.ts';
import { localDateOf } from './now.ts';
import type { Pack } from './packs-port.ts';

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

/** An entry that was written, said and shown, whose voice plainly differs from its words. */
function heardAndSeen(entry: Entry, clock: Clock): Entry {
  const voice = fakeVoiceReading(fakeUsualVoice(clock.now()));
  const face = fakeFaceReading('camera');
  return {
    ...entry,
    scores: [...entry.scores, voice.score, face.score],
    voiceReading: voice.detail,
    faceReading: face.detail,
    attachments: [
      {
        id: '9b1f0c7e-1111-4222-8333-444455556666' as AttachmentId,
        kind: 'voice',
        mediaType: 'audio/webm',
        seconds: 61,
        bytes: 492_000,
      },
    ],
  };
}

/** Fifteen seconds of something like speech, half a minute in. */
function speak(recording: FakeRecording): void {
  recording.seconds.value = 38;
  recording.trace.value = Array.from({ length: 300 }, (_, index) => {
    const phrase = Math.sin(index / 19) > -0.55;
    const syllable = 0.5 + 0.5 * Math.sin(index * 1.3) * Math.sin(index / 3.1);
    return {
      levelDb: phrase ? -38 + 26 * syllable : -58,
      pitchHz: phrase && syllable > 0.3 ? 170 + 45 * Math.sin(index / 11) + 12 * Math.sin(index / 3) : null,
    };
  });
}

function poorVoiceReading(): VoiceReading {
  const { score, detail } = fakeVoiceReading(null);
  return {
    score: { ...score, abstained: 'low-quality', quality: 0.21 },
    detail: {
      ...detail,
      problems: ['too-little-speech', 'noisy', 'narrow-band'],
      quality: { ...detail.quality, signalToNoiseDb: 4.2, speechSeconds: 2.1, quality: 0.21 },
    },
  };
}

const FAKE_PACKS: readonly Pack[] = [
  {
    id: 'text-large',
    task: 'text-emotion',
    name: 'roberta-base-go_emotions',
    revision: '58b6c5b44a7a12093f782442969019c7e2982299',
    bytes: 125_700_000,
    licence: 'MIT',
    source: { kind: 'direct', host: 'huggingface.co' },
    state: { kind: 'absent' },
  },
  {
    id: 'speech-to-text',
    task: 'speech-to-text',
    name: 'whisper-tiny',
    revision: 'ff4177021cc41f7db950912b73ea4fdf7d01d8e7',
    bytes: 41_800_000,
    licence: 'Apache-2.0',
    source: { kind: 'mirror' },
    state: { kind: 'paused', loadedBytes: 17_200_000 },
  },
  {
    id: 'face-landmarks-large',
    task: 'face-landmarks',
    name: 'face_landmarker',
    revision: 'float16/1',
    bytes: 3_758_596,
    licence: 'Apache-2.0',
    source: { kind: 'mirror' },
    state: { kind: 'installed', inUse: true },
  },
];

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
  fused: (clock) => ({
    ...withFirst(clock, (entry) => heardAndSeen(entry, clock)),
    capture: { usualVoice: fakeUsualVoice(clock.now() - 5 * DAY_MS) },
  }),
  speaking: (clock) => ({
    ...withEntries(clock),
    capture: { usualVoice: fakeUsualVoice(clock.now() - 5 * DAY_MS), onRecording: speak },
  }),
  uncalibrated: (clock) => ({ ...withEntries(clock), capture: { onRecording: speak } }),
  noisy: (clock) => ({
    ...withEntries(clock),
    capture: { voiceReading: poorVoiceReading(), onRecording: speak },
  }),
  unplugged: (clock) => ({
    ...withEntries(clock),
    capture: {
      onRecording: (recording) => {
        speak(recording);
        recording.interrupted.value = 'unplugged';
        recording.state.value = 'ended';
      },
    },
  }),
  denied: (clock) => ({
    ...withEntries(clock),
    capture: { microphoneTrouble: 'permission-denied', cameraTrouble: 'permission-denied' },
  }),
  listening: (clock) => ({ ...withEntries(clock), capture: { onRecording: speak, stuckAt: 0.42 } }),
  nowebgl: (clock) => ({ ...withEntries(clock), capture: { cameraTrouble: 'no-webgl' } }),
  framing: (clock) => ({
    ...withEntries(clock),
    capture: {
      faceReading: fakeFaceReading('camera', 'low-quality'),
      onFaceSession: ({ live }) => {
        live.value = { ...live.value, hint: 'come-closer', quality: 0.34 };
      },
    },
  }),
  organisation: (clock) => ({
    ...withEntries(clock),
    account: SIGNED_IN,
    api: createFakeOrganisations({
      now: clock.now(),
      organisations: [fakeOrganisation(clock.now())],
      members: fakeMembers(clock.now()),
    }),
  }),
  invited: (clock) => ({
    ...withEntries(clock),
    account: SIGNED_IN,
    api: createFakeOrganisations({
      now: clock.now(),
      offer: {
        organisation: { name: 'Night shift at North Works', kind: 'employer' },
        role: 'member',
        expiresAt: new Date(clock.now() + 5 * DAY_MS).toISOString(),
      },
    }),
  }),
  leaving: (clock) => ({
    ...withEntries(clock),
    account: SIGNED_IN,
    api: createFakeOrganisations({
      now: clock.now(),
      profile: { deletesAt: new Date(clock.now() + 9 * DAY_MS).toISOString() },
    }),
  }),
  packs: (clock) => ({ ...withEntries(clock), packs: FAKE_PACKS }),
  activity: (clock) => ({
    ...withEntries(clock),
    account: SIGNED_IN,
    api: createFakeActivity(clock.now()),
  }),
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
  locked: (clock) => ({
    ...withEntries(clock),
    status: { kind: 'locked' },
    lock: { ways: ['pin', 'passphrase'] },
  }),
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

export function isScenario(name: string): name is ScenarioName {
  return Object.hasOwn(SCENARIOS, name);
}
