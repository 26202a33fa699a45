import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { joinEntryDocuments, parseEntryDocument, type EntryDocument } from './entry-document.ts';
import { readEntryDocument, showEntry } from './entry-shown.ts';
import { Refusal } from './refusal.ts';

/** The JSON at the head of docs/format.md, The entry document. */
const EXAMPLE = ((): string => {
  const page = readFileSync(new URL('../../../docs/format.md', import.meta.url), 'utf8');
  const json = /\n## The entry document\n.*?```json\n(.*?)\n```/s.exec(page)?.[1];
  if (json === undefined) throw new Error('docs/format.md has no entry document');
  return json;
})();

const bytes = (json: unknown) => Buffer.from(JSON.stringify(json), 'utf8');
const example = parseEntryDocument(Buffer.from(EXAMPLE, 'utf8'));
const rain = example.fields['text']![0]!;
const K = 'kX3v9w0aQmZb';
const P = 'p2LrT8uYc0Hd';
const Q = 'q00000000000';

/** The example, where replica Q has gone on with these fields. */
const onQ = (fields: object, more: object = {}): EntryDocument =>
  parseEntryDocument(
    bytes({
      ...example,
      clock: { ...example.clock, [Q]: 2 },
      fields: { ...example.fields, ...fields },
      ...more,
    }),
  );
const write = (replica: string, count: number, value: unknown, at = rain.at) => ({
  dot: [replica, count],
  at,
  value,
});

describe('the entry document of docs/format.md', () => {
  it('shows the page’s example', () => {
    expect(readEntryDocument(Buffer.from(EXAMPLE, 'utf8'))).toEqual({
      text: 'Rain on the roof.',
      otherTexts: [],
      mood: { valence: 0.5, arousal: -0.25 },
      correction: null,
      voiceReading: null,
      faceReading: null,
      attachments: [],
      day: '2026-11-21',
      zone: 'Europe/Madrid',
      isDeleted: false,
      revisions: [{ at: 1_795_251_600_000, text: 'Rain.' }],
      document: JSON.parse(EXAMPLE) as unknown,
    });
  });

  it('takes the day from where it was written', () => {
    expect(showEntry(onQ({}, { zone: 'Pacific/Kiritimati' })).day).toBe('2026-11-21');
    expect(showEntry(onQ({}, { zone: 'Pacific/Pago_Pago' })).day).toBe('2026-11-20');
    expect(showEntry(onQ({}, { zone: 'No/Where' })).day).toBe('2026-11-21');
  });

  it('shows the likeliest of concurrent texts, and beside it the others that say something else', () => {
    const late = rain.at + 1;
    const texts = [rain, write(P, 1, '', late + 8), write(Q, 1, 'Hail.'), write(Q, 2, 'Sun.', late)];
    const { text, otherTexts } = showEntry(onQ({ text: [...texts, write(K, 1, 'Hail.')] }));
    expect([text, ...otherTexts]).toEqual(['Sun.', 'Hail.', 'Rain on the roof.']);
  });

  it('shows the latest mood and correction that say something', () => {
    const mood = [write(K, 2, { valence: 1, arousal: 0 }, 5), write(Q, 1, null, 9)];
    const correction = [write(K, 4, 'joy', 5), write(Q, 2, 'fear', 6)];
    const shown = showEntry(onQ({ mood, correction }));
    expect(shown.mood).toEqual({ valence: 1, arousal: 0 });
    expect(shown.correction).toBe('fear');
  });

  it('is deleted by one who had seen everything, and not by one who had missed an edit', () => {
    const deletedBy = (seen: object, text = rain) =>
      showEntry(onQ({ text: [text], deleted: [write(Q, 1, { seen })] })).isDeleted;
    expect(deletedBy(example.clock)).toBe(true);
    expect(deletedBy({ [K]: 2 })).toBe(false);
    expect(deletedBy(example.clock, { ...rain, dot: [Q, 2] })).toBe(false);
  });

  it('is back once somebody brought it back, and stays deleted by two who meant the same', () => {
    const deletion = write(Q, 1, { seen: example.clock });
    expect(showEntry(onQ({ deleted: [write(Q, 2, null)] })).isDeleted).toBe(false);
    expect(showEntry(onQ({ deleted: [deletion, write(Q, 2, null)] })).isDeleted).toBe(false);
    expect(showEntry(onQ({ deleted: [deletion, write(P, 1, { seen: { [K]: 1 } })] })).isDeleted).toBe(true);
  });

  it('is not brought back by what a machine made of it', () => {
    const deleted = [write(Q, 1, { seen: example.clock })];
    expect(showEntry(onQ({ deleted, scores: [write(Q, 2, [])] })).isDeleted).toBe(true);
    expect(showEntry(onQ({ deleted, weather: [write(Q, 2, 'wet')] })).isDeleted).toBe(false);
  });

  it('joins edits made apart: what one replaced goes, what the other had not seen stays', () => {
    const edited = onQ({ text: [write(Q, 1, 'Hail.', rain.at + 1)] });
    const moved = parseEntryDocument(
      bytes({
        ...example,
        clock: { ...example.clock, [P]: 2 },
        fields: { text: [rain], mood: [write(P, 2, null)] },
      }),
    );
    const joined = joinEntryDocuments(edited, moved);
    expect(joinEntryDocuments(moved, edited)).toEqual(joined);
    expect(showEntry(joined)).toMatchObject({ text: 'Hail.', otherTexts: [], mood: null });
    expect(joined.clock).toEqual({ [K]: 4, [P]: 2, [Q]: 2 });
  });

  it('shows once what two archived', () => {
    const twice = [...example.history, { ...example.history[0], dot: [Q, 1] }];
    expect(showEntry(onQ({}, { history: twice })).revisions).toHaveLength(1);
  });

  it('keeps what it does not know, and where two differ the greater', () => {
    const weather = [{ ...write(Q, 1, 'wet'), sky: 'grey' }];
    const a = onQ({ weather }, { place: 'A', x: { y: 1 } });
    const b = onQ({ weather }, { place: 'B' });
    const joined = joinEntryDocuments(a, b);
    expect(joinEntryDocuments(b, a)).toEqual(joined);
    expect(joined).toMatchObject({ place: 'B', x: { y: 1 } });
    expect(joined.fields['weather']).toEqual(weather);
  });

  it.each<readonly [string, unknown, object]>([
    ['text', '', { text: [write(Q, 1, 7)] }],
    ['mood', null, { mood: [write(Q, 1, { valence: 2, arousal: 0 })] }],
    ['correction', null, { correction: [write(Q, 1, 'ennui')] }],
  ])('reads a %s of another shape as absent', (name, absent, fields) => {
    expect(showEntry(onQ(fields))).toHaveProperty(name, absent);
  });

  it('passes over a text of another shape, but judges only the latest mood', () => {
    const text = [rain, write(Q, 1, 7, rain.at + 1)];
    const mood = [...example.fields['mood']!, write(Q, 2, 'fine', rain.at + 1)];
    expect(showEntry(onQ({ text, mood }))).toMatchObject({ text: 'Rain on the roof.', mood: null });
  });

  it.each<readonly [string, object]>([
    ['a greater schema', { schema: 2 }],
    ['no moment', { createdAt: null }],
    ['a clock that counts from 0', { clock: { ...example.clock, [Q]: 0 } }],
    ['a deletion that has seen nothing', { fields: { deleted: [write(K, 4, {})] } }],
    ['a field that is no list', { fields: { text: 'Rain.' } }],
    ['a history of nothing known', { history: [rain] }],
  ])('is refused with %s', (_, change) => {
    expect(() => readEntryDocument(bytes({ ...example, ...change }))).toThrow(Refusal);
  });
});
