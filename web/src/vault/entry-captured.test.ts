import { MOST_WINDOWS } from '@undertone/inference/voice/network-windows';
import { describe, expect, it } from 'vitest';
import type { AttachmentRef } from '../app/journal-port.ts';
import { encodeDocument, MAX_DOCUMENT_BYTES, parseDocument } from './document-json.ts';
import { isDeleted, join, type EntryDocument } from './entry-document.ts';
import { createDocument, deleteDocument, editDocument } from './entry-edit.ts';
import { viewEntry } from './entry-view.ts';
import type { ReplicaId } from './version-vector.ts';
import { faceDetail, scoreOf, voiceDetail } from './captured.testkit.ts';

const write = (replica: string, at: number) => ({ replica: replica as ReplicaId, at });
const view = (document: EntryDocument) => viewEntry('e' as never, document, false);
const recording = (n: number): AttachmentRef => ({
  id: `6f1c2f0e-7a54-4d2b-9c1e-0a5b3c4d5e6${n}` as never,
  kind: 'voice',
  mediaType: 'audio/webm;codecs=opus',
  seconds: 60,
  bytes: 480_000,
});
const start = createDocument({ zone: 'UTC', changes: { text: 'rain' } }, write('a', 1_000));

describe('recordings of an entry', () => {
  it('that two devices add at the same time are both there, on either, in one order', () => {
    const here = editDocument(start, { attach: recording(1) }, write('a', 3_000));
    const there = editDocument(start, { attach: recording(2) }, write('b', 2_000));
    expect(view(join(here, there)).attachments).toEqual([recording(2), recording(1)]);
    expect(join(here, there)).toEqual(join(there, here));
  });

  it('stay out once one device took them out, also where the other still has them', () => {
    const kept = editDocument(start, { attach: recording(1) }, write('a', 2_000));
    const without = editDocument(kept, { detach: recording(1).id }, write('b', 3_000));
    const added = editDocument(kept, { attach: recording(2) }, write('a', 3_000));
    expect(view(without).attachments).toEqual([]);
    expect(view(join(added, without)).attachments).toEqual([recording(2)]);
    const again = editDocument(without, { attach: recording(1) }, write('b', 4_000));
    expect(view(join(again, kept)).attachments).toEqual([recording(1)]);
  });

  it('change nothing when they are there already, or gone already', () => {
    const kept = editDocument(start, { attach: recording(1) }, write('a', 2_000));
    expect(editDocument(kept, { attach: recording(1) }, write('b', 3_000))).toBe(kept);
    expect(editDocument(start, { detach: recording(1).id }, write('b', 3_000))).toBe(start);
  });

  it('added elsewhere at the same time bring a deleted entry back, as any edit does', () => {
    const deleted = deleteDocument(start, write('a', 2_000));
    expect(isDeleted(join(deleted, editDocument(start, { attach: recording(1) }, write('b', 2_000))))).toBe(
      false,
    );
  });
});

describe('readings of voice and face', () => {
  it('stay when the text changes, and do not bring back a deleted entry', () => {
    const read = editDocument(
      start,
      { voiceReading: voiceDetail(), faceReading: faceDetail },
      write('b', 2_000),
    );
    const edited = editDocument(read, { text: 'sun' }, write('b', 3_000));
    expect(view(edited)).toMatchObject({ voiceReading: voiceDetail(), faceReading: faceDetail });
    expect(isDeleted(join(deleteDocument(start, write('a', 2_000)), read))).toBe(true);
    const forgotten = editDocument(edited, { voiceReading: null }, write('b', 4_000));
    expect(view(forgotten).voiceReading).toBeNull();
  });

  it('of another shape read as absent and are carried along, what is unknown in them too', () => {
    const newer = { ...voiceDetail(), breath: 0.5 };
    const read = editDocument(start, { voiceReading: newer }, write('a', 2_000));
    const stored = parseDocument(encodeDocument(read));
    expect(stored.ok && view(stored.value).voiceReading).toEqual(newer);
    const odd = { ...voiceDetail(), problems: ['an invention'] } as never;
    expect(view(editDocument(start, { voiceReading: odd }, write('a', 2_000))).voiceReading).toBeNull();
  });

  it('made of different senses on two devices at once are all shown', () => {
    const words = editDocument(start, { addScore: scoreOf('text') }, write('a', 2_000));
    const voice = editDocument(start, { addScore: scoreOf('voice') }, write('b', 3_000));
    expect(view(join(words, voice)).scores).toEqual([scoreOf('text'), scoreOf('voice')]);
  });

  it('stay when another sense is read by a screen that had not seen them', () => {
    const heard = editDocument(start, { addScore: scoreOf('voice') }, write('a', 2_000));
    const both = editDocument(heard, { addScore: scoreOf('text') }, write('a', 3_000));
    expect(view(both).scores).toEqual([scoreOf('text'), scoreOf('voice')]);
    const edited = editDocument(both, { text: 'sun', dropScore: 'text' }, write('a', 4_000));
    expect(view(edited).scores).toEqual([scoreOf('voice')]);
  });

  it('of words are not shown for the other words that another device wrote meanwhile', () => {
    const heard = editDocument(start, { addScore: scoreOf('voice') }, write('a', 1_500));
    const read = editDocument(heard, { addScore: scoreOf('text') }, write('a', 3_000));
    const edited = editDocument(heard, { text: 'sun', dropScore: 'text' }, write('b', 2_000));
    expect(view(join(read, edited))).toMatchObject({ text: 'sun', scores: [scoreOf('voice')] });
  });

  it('with as many windows as a reader makes of hours fit an op with room to spare', () => {
    const windows = Array.from({ length: MOST_WINDOWS }, (_, index) => ({
      startSeconds: index / 3,
      endSeconds: index / 3 + 5,
      arousal: Math.sin(index),
      weight: 1 / MOST_WINDOWS,
    }));
    const read = editDocument(start, { voiceReading: { ...voiceDetail(), windows } }, write('a', 2_000));
    expect(encodeDocument(read).length).toBeLessThan(MAX_DOCUMENT_BYTES / 4);
    expect(view(read).voiceReading!.windows).toEqual(windows);
  });
});
