import { MODALITIES, type Modality } from '@undertone/emotion/modality';
import { arbitraryScore } from '@undertone/emotion/score-arbitraries';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Entry } from '../app/journal-port.ts';
import { narrowLane, openLaneOf } from './open-lane.ts';

const SECRET = 'what I said and how I looked';

const arbitraryGrants = fc.record({ text: fc.boolean(), voice: fc.boolean(), face: fc.boolean() });

const arbitraryEntry = fc
  .record({
    scores: fc.array(arbitraryScore, { maxLength: 3 }),
    correction: fc.constantFrom(null, 'joy', 'fear'),
  })
  .map(
    (fields) =>
      ({
        ...{ ...fields, id: 'e', localDate: '2026-05-04', localTime: '09:30', text: SECRET, title: SECRET },
        textReading: { sentences: [SECRET] },
        voiceReading: { prosody: { pitchMean: 27.123456 }, note: SECRET },
        faceReading: { landmarks: [0.123456], note: SECRET },
        attachments: [{ id: SECRET, kind: 'voice' }],
      }) as unknown as Entry,
  );

it('carries the scores of the modalities that were allowed, and nothing else of the entry', () => {
  fc.assert(
    fc.property(arbitraryEntry, arbitraryGrants, (entry, granted) => {
      const lane = openLaneOf(entry, granted);
      const allowed = entry.scores.filter(({ modality }) => granted[modality]);
      expect(lane?.scores.map(({ modality }) => modality) ?? []).toEqual(
        allowed.map(({ modality }) => modality),
      );
      const sent = JSON.stringify(lane);
      for (const hidden of [SECRET, '27.123456', '[0.123456]']) expect(sent).not.toContain(hidden);
      expect(Object.keys(lane ?? {})).toEqual(
        lane === null ? [] : ['localDay', 'localHour', 'scores', 'correction'],
      );
    }),
  );
});

it('loses the modality that is taken back before it was sent, and only that', () => {
  fc.assert(
    fc.property(arbitraryEntry, fc.constantFrom(...MODALITIES), (entry, revoked: Modality) => {
      const all = { text: true, voice: true, face: true };
      const narrowed = narrowLane(openLaneOf(entry, all), { ...all, [revoked]: false });
      expect(narrowed).toEqual(openLaneOf(entry, { ...all, [revoked]: false }));
    }),
  );
});
