import { type EpochMs, systemClock } from '@undertone/base/clock';
import { err, ok } from '@undertone/base/result';
import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, expect, it } from 'vitest';
import { createFakeServices, type FakeApi } from '../app/fake-services.ts';
import { loadOnDemandWords, setLanguage } from '../app/i18n.ts';
import type { AttachmentId, Entry, EntryId } from '../app/journal-port.ts';
import { exportEverything, type ExportOptions } from './export-everything.ts';

const AT = Date.parse('2026-11-20T10:00:00Z') as EpochMs;

beforeEach(async () => {
  await setLanguage('en');
  await loadOnDemandWords();
});

const entry = (index: number, rest: Partial<Entry> = {}): Entry => ({
  id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}` as EntryId,
  createdAt: AT,
  zone: 'Europe/Madrid',
  localDate: '2026-11-20',
  localTime: '11:00',
  text: `Entry ${index}`,
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
  unsynced: true,
  ...rest,
});

const audit = () => ok({ format: 'fake' } as never);

const OPTIONS: ExportOptions = {
  hasAccount: false,
  signal: new AbortController().signal,
  clock: { now: () => AT },
  onProgress: () => {},
  pause: async () => {},
};

async function run(entries: readonly Entry[], api: FakeApi = {}, options: Partial<ExportOptions> = {}) {
  const services = createFakeServices({ clock: systemClock, entries, api: { exportAudit: audit, ...api } });
  return exportEverything(services, { ...OPTIONS, ...options });
}

async function filesOf(file: Blob): Promise<Record<string, string>> {
  const files = unzipSync(new Uint8Array(await file.arrayBuffer()));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

async function exported(...given: Parameters<typeof run>) {
  const made = await run(...given);
  if (!made.ok) throw new Error(made.error.code);
  return { ...made.value, files: await filesOf(made.value.file) };
}

it('holds every entry twice: to read, and as data with nothing left out', async () => {
  const entries = Array.from({ length: 120 }, (_, index) => entry(index));
  const { files } = await exported(entries);
  const data = JSON.parse(files['journal.json']!);
  expect(data).toMatchObject({ format: 'undertone-export/1', exportedAt: '2026-11-20T10:00:00.000Z' });
  expect(data.entries).toHaveLength(120);
  expect(data.entries[0]).toMatchObject({ createdAt: '2026-11-20T10:00:00.000Z', zone: 'Europe/Madrid' });
  for (const { text } of entries) expect(files['journal.html']).toContain(`<p>${text}</p>`);
  expect(Object.keys(files)).not.toContain('account.ndjson');
});

it('holds the profile, safety plan and all, as data', async () => {
  const plan = [[{ id: 'a', text: 'the dog', phone: '' }]];
  const made = await exportEverything(
    createFakeServices({ clock: systemClock, profile: { 'plan.reasons': plan } }),
    OPTIONS,
  );
  if (!made.ok) throw new Error(made.error.code);
  const files = await filesOf(made.value.file);
  expect(JSON.parse(files['profile.json']!)).toEqual({ 'plan.reasons': plan });
  expect(files['readme.txt']).toContain('profile.json');
});

it('is valid with no entry at all', async () => {
  const { files } = await exported([]);
  expect(JSON.parse(files['journal.json']!).entries).toEqual([]);
  expect(files['journal.html']).toMatch(/<\/html>\n$/);
});

it('lets no words of an entry become a part of the page', async () => {
  const text = `<script>alert(1)</script><img src=x onerror="alert('2')"> & "quotes"`;
  const { files } = await exported([entry(1, { text, revisions: [{ text, savedAt: AT }] })]);
  expect(files['journal.html']).not.toMatch(/<script|<img/);
  expect(files['journal.html']).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(JSON.parse(files['journal.json']!).entries[0].text).toBe(text);
});

it('holds everything the server sent, page after page, one row a line', async () => {
  const page = (next: string | null, count: number) =>
    ok({ version: 1 as const, next, lines: [{ of: 'session', row: { id: `s${count}`, expires_at: 1 } }] });
  const asked: (string | undefined)[] = [];
  const { files } = await exported(
    [entry(1)],
    {
      exportAccount: ({ query }) => {
        asked.push(query.after);
        return page(query.after === undefined ? 'session:1' : null, asked.length);
      },
    },
    { hasAccount: true },
  );
  expect(asked).toEqual([undefined, 'session:1']);
  const lines = files['account.ndjson']!.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).row.id)).toEqual(['s1', 's2']);
  expect(JSON.parse(files['audit.json']!)).toEqual({ format: 'fake' });
});

it('makes no half file when the server stops answering', async () => {
  const made = await run([entry(1)], { exportAccount: () => err({ code: 'offline' }) }, { hasAccount: true });
  expect(made).toEqual(err({ code: 'offline' }));
});

it('stops when it is told to', async () => {
  const controller = new AbortController();
  const made = await run(
    Array.from({ length: 200 }, (_, index) => entry(index)),
    {},
    { signal: controller.signal, onProgress: () => controller.abort() },
  );
  expect(made).toEqual(err({ code: 'cancelled' }));
});

it('says which recordings are missing, and goes on without them', async () => {
  const recording = {
    id: '9b1f0c7e-1111-4222-8333-444455556666' as AttachmentId,
    ...{ kind: 'voice' as const, mediaType: 'audio/webm;codecs=opus', seconds: 3, bytes: 3 },
  };
  const services = createFakeServices({
    clock: systemClock,
    entries: [entry(1, { attachments: [recording] })],
  });
  const open = async (sound: Blob | null) => {
    const made = await exportEverything(
      {
        ...services,
        attachments: {
          ...services.attachments,
          open: async () => (sound === null ? err('corrupt') : ok(sound)),
        },
      },
      {
        ...{ hasAccount: false, signal: new AbortController().signal, clock: { now: () => AT } },
        ...{ onProgress: () => {}, pause: async () => {} },
      },
    );
    if (!made.ok) throw new Error(made.error.code);
    return { missing: made.value.missing, files: await filesOf(made.value.file) };
  };
  const name = `recordings/2026-11-20-${recording.id}.webm`;
  const whole = await open(new Blob(['abc']));
  expect(whole.missing).toBe(0);
  expect(whole.files[name]).toBe('abc');
  expect(JSON.parse(whole.files['journal.json']!).entries[0].recordings[0].file).toBe(name);
  const without = await open(null);
  expect(without.missing).toBe(1);
  expect(without.files['journal.html']).toContain('could not be opened');
  expect(JSON.parse(without.files['journal.json']!).entries[0].recordings[0].file).toBeNull();
});
