import type { EpochMs } from '@undertone/base/clock';
import { fromOpenScore, toCorrection } from '@undertone/contract/open-lane';
import type { OpId, Sequence } from '@undertone/contract/primitives';
import { LIMITS } from '@undertone/contract/protocol';
import type { PushedOp, SyncReply, SyncRequest } from '@undertone/contract/sync';
import { fuse } from '@undertone/emotion/fusion';
import { MODALITIES, type Modality } from '@undertone/emotion/modality';
import { DEFAULT_RELIABILITY, learnReliability } from '@undertone/emotion/reliability';
import { describe, expect, it } from 'vitest';
import {
  newOpId,
  newRecordId,
  NOW,
  openLane,
  openScore,
  pushedOp,
  sealedLaneOf,
  sealedText,
  syncRequest,
} from '../testing/store-fixtures.ts';

/** One account, as one of its devices sees it: over a store, or over HTTP. */
export interface SyncSubject {
  exchange(request: SyncRequest): Promise<SyncReply>;
  setConsent(modality: Modality, granted: boolean): Promise<void>;
  setQuota(chars: number): Promise<void>;
  /** Frees what was superseded before `before`. */
  freeSuperseded(before: EpochMs): Promise<void>;
}

/** What every implementation of the log does. `newSubject` gives an account that nobody has used. */
export function describeSync(name: string, newSubject: () => Promise<SyncSubject>): void {
  const idsOf = (ops: readonly { opId: OpId }[]) => ops.map(({ opId }) => opId);
  const pullAll = async (subject: SyncSubject, cursor = 0): Promise<SyncReply> =>
    subject.exchange(syncRequest(cursor));
  const push = (subject: SyncSubject, ...ops: PushedOp[]) => subject.exchange(syncRequest(0, ops));

  describe(`${name}: the log`, () => {
    it('numbers ops in the order of the request, returns them to others and not to their sender', async () => {
      const subject = await newSubject();
      const ops = [pushedOp(), pushedOp(), pushedOp()];
      const reply = await push(subject, ...ops);
      expect(reply.acked).toEqual(ops.map(({ opId }, index) => ({ opId, seq: index + 1 })));
      expect(reply.ops).toEqual([]);
      expect(reply).toMatchObject({ cursor: 3, more: false, rejected: [] });
      const other = await pullAll(subject);
      expect(other.ops).toEqual(ops.map((op, index) => ({ ...sealedLaneOf(op), seq: index + 1 })));
      expect(other.cursor).toBe(3);
      expect((await pullAll(subject, 3)).ops).toEqual([]);
    });

    it('starts empty', async () => {
      const reply = await pullAll(await newSubject());
      expect(reply).toMatchObject({ cursor: 0, more: false, ops: [], readings: [], acked: [], rejected: [] });
      expect(reply.quota.usedChars).toBe(0);
      expect(reply.consents).toEqual({ text: false, voice: false, face: false });
    });

    it('acknowledges a replay with its first number and stores it once', async () => {
      const subject = await newSubject();
      const op = pushedOp();
      await push(subject, op);
      await push(subject, pushedOp());
      const replay = await subject.exchange(syncRequest(0, [op, op]));
      expect(replay.acked).toEqual([
        { opId: op.opId, seq: 1 },
        { opId: op.opId, seq: 1 },
      ]);
      expect(replay.ops).toHaveLength(1);
      expect((await pullAll(subject)).ops).toHaveLength(2);
    });

    it('rejects another op under a used id, in a later request or the same', async () => {
      const subject = await newSubject();
      const op = pushedOp();
      await push(subject, op);
      const other = { ...op, sealed: sealedText(42, 'B') };
      expect((await push(subject, other)).rejected).toEqual([{ opId: op.opId, code: 'op-id-reused' }]);
      const twice = pushedOp();
      const reply = await push(subject, twice, { ...twice, schema: 2 });
      expect(reply.acked).toHaveLength(1);
      expect(reply.rejected).toEqual([{ opId: twice.opId, code: 'op-id-reused' }]);
      expect((await pullAll(subject)).ops.find(({ opId }) => opId === op.opId)?.sealed).toBe(op.sealed);
    });

    it('takes a replay that lost its open lane for the same op', async () => {
      const subject = await newSubject();
      const op = pushedOp({ open: openLane() });
      await push(subject, op);
      expect((await push(subject, { ...op, open: null })).acked).toEqual([{ opId: op.opId, seq: 1 }]);
    });

    it('says whether it still has an op at the place that a device remembers, and stores nothing for asking', async () => {
      const subject = await newSubject();
      const [op, stranger] = [pushedOp(), pushedOp()];
      const before = { ...syncRequest(0, [op]), witness: { opId: op.opId, seq: 1 as Sequence } };
      expect((await subject.exchange(before)).witness).toBe('lost');
      const ask = async (opId: OpId, seq: number) =>
        (await subject.exchange({ ...syncRequest(1), witness: { opId, seq: seq as Sequence } })).witness;
      expect(await ask(op.opId, 1)).toBe('known');
      expect(await ask(op.opId, 2)).toBe('lost');
      expect(await ask(stranger.opId, 2)).toBe('lost');
      const reply = await pullAll(subject);
      expect([reply.cursor, reply.ops.length]).toEqual([1, 1]);
      expect((await push(subject, stranger)).witness).toBeUndefined();
    });

    it('gives concurrent exchanges different numbers and loses none of their ops', async () => {
      const subject = await newSubject();
      const devices = Array.from({ length: 6 }, () => [pushedOp(), pushedOp()]);
      const replies = await Promise.all(devices.map((ops) => push(subject, ...ops)));
      const seqs = replies.flatMap(({ acked }) => acked.map(({ seq }) => seq));
      expect(new Set(seqs).size).toBe(12);
      const all = await pullAll(subject);
      expect(new Set(idsOf(all.ops))).toEqual(new Set(idsOf(devices.flat())));
      for (const [index, reply] of replies.entries()) {
        const own = new Set(idsOf(devices[index]!));
        const upTo = all.ops.filter(({ seq, opId }) => seq <= reply.cursor && !own.has(opId));
        expect(idsOf(reply.ops)).toEqual(idsOf(upTo));
      }
    });

    it('answers a cursor ahead of the log with the end of the log, so that a device sees what was lost', async () => {
      const subject = await newSubject();
      await push(subject, pushedOp());
      expect(await pullAll(subject, 70)).toMatchObject({ cursor: 1, more: false, ops: [] });
    });
  });

  describe(`${name}: superseding`, () => {
    it('returns only live ops', async () => {
      const subject = await newSubject();
      const first = pushedOp();
      const second = pushedOp({ recordId: first.recordId, supersedes: [first.opId] });
      await push(subject, first);
      await push(subject, second);
      expect(idsOf((await pullAll(subject)).ops)).toEqual([second.opId]);
    });

    it('keeps concurrent heads beside each other until one names both', async () => {
      const subject = await newSubject();
      const base = pushedOp();
      const { recordId } = base;
      const left = pushedOp({ recordId, supersedes: [base.opId] });
      const right = pushedOp({ recordId, supersedes: [base.opId] });
      await push(subject, base);
      await push(subject, left);
      await push(subject, right);
      expect(idsOf((await pullAll(subject)).ops)).toEqual([left.opId, right.opId]);
      const merge = pushedOp({ recordId, supersedes: [left.opId, right.opId] });
      await push(subject, merge);
      expect(idsOf((await pullAll(subject)).ops)).toEqual([merge.opId]);
    });

    it('holds when the superseded op arrives later, or within the same request in either order', async () => {
      const subject = await newSubject();
      const first = pushedOp();
      const second = pushedOp({ recordId: first.recordId, supersedes: [first.opId] });
      await push(subject, second);
      expect((await push(subject, first)).acked).toEqual([{ opId: first.opId, seq: 2 }]);
      expect(idsOf((await pullAll(subject)).ops)).toEqual([second.opId]);

      const third = pushedOp();
      const fourth = pushedOp({ recordId: third.recordId, supersedes: [third.opId] });
      await push(subject, fourth, third);
      const fifth = pushedOp();
      const sixth = pushedOp({ recordId: fifth.recordId, supersedes: [fifth.opId] });
      await push(subject, fifth, sixth);
      expect(idsOf((await pullAll(subject)).ops)).toEqual([second.opId, fourth.opId, sixth.opId]);
    });

    it('never lets an op remove one of another record, or itself', async () => {
      const subject = await newSubject();
      const victim = pushedOp();
      const self = newOpId();
      const late = pushedOp();
      await push(subject, victim);
      await push(subject, pushedOp({ opId: self, supersedes: [victim.opId, self, late.opId] }));
      await push(subject, late);
      expect(idsOf((await pullAll(subject)).ops)).toEqual([victim.opId, self, late.opId]);
    });

    it('frees old superseded payloads, gives their quota back and still knows their ids', async () => {
      const subject = await newSubject();
      const first = pushedOp({ sealed: sealedText(1000) });
      const second = pushedOp({
        recordId: first.recordId,
        supersedes: [first.opId],
        sealed: sealedText(500),
      });
      await push(subject, first, second);
      await subject.freeSuperseded(NOW);
      expect((await pullAll(subject)).quota.usedChars).toBe(1500);
      await subject.freeSuperseded((NOW + 1) as EpochMs);
      await subject.freeSuperseded((NOW + 1) as EpochMs);
      expect((await pullAll(subject)).quota.usedChars).toBe(500);
      expect((await push(subject, first)).acked).toEqual([{ opId: first.opId, seq: 1 }]);
      expect(idsOf((await pullAll(subject)).ops)).toEqual([second.opId]);
    });
  });

  describe(`${name}: pages`, () => {
    it('returns everything in order, whatever the page, without repeating', async () => {
      const subject = await newSubject();
      const ops = Array.from({ length: LIMITS.opsPerPage + 30 }, () => pushedOp());
      for (let start = 0; start < ops.length; start += LIMITS.opsPerExchange) {
        await push(subject, ...ops.slice(start, start + LIMITS.opsPerExchange));
      }
      const pulled: OpId[] = [];
      let cursor = 0;
      let pages = 0;
      for (let more = true; more; pages++) {
        const page = await pullAll(subject, cursor);
        expect(page.cursor).toBeGreaterThan(cursor);
        pulled.push(...idsOf(page.ops));
        ({ cursor, more } = page);
      }
      expect(pulled).toEqual(idsOf(ops));
      expect(pages).toBe(2);
    });

    it('ends a page early rather than let it grow past its bytes', async () => {
      const subject = await newSubject();
      const big = Array.from({ length: 6 }, () => pushedOp({ sealed: sealedText(690_000) }));
      await push(subject, ...big.slice(0, 3));
      await push(subject, ...big.slice(3));
      const page = await pullAll(subject);
      expect(page.more).toBe(true);
      expect(page.ops).toHaveLength(5);
      expect(page.cursor).toBe(5);
      expect(idsOf((await pullAll(subject, 5)).ops)).toEqual([big[5]!.opId]);
    });

    it('skips numbers that only superseded ops had', async () => {
      const subject = await newSubject();
      const first = pushedOp();
      const kept = pushedOp();
      await push(subject, kept, first);
      await push(subject, pushedOp({ recordId: first.recordId, supersedes: [first.opId], deleted: true }));
      const page = await pullAll(subject, 1);
      expect(page.ops.map(({ seq, deleted }) => [seq, deleted])).toEqual([[3, true]]);
      expect(page.cursor).toBe(3);
    });
  });

  describe(`${name}: quota`, () => {
    it('rejects what does not fit, takes what does, and always takes a deletion', async () => {
      const subject = await newSubject();
      await subject.setQuota(300);
      const fits = pushedOp({ sealed: sealedText(200) });
      const tooBig = pushedOp({ sealed: sealedText(200) });
      const small = pushedOp({ sealed: sealedText(100) });
      const reply = await push(subject, fits, tooBig, small);
      expect(idsOf(reply.acked)).toEqual([fits.opId, small.opId]);
      expect(reply.rejected).toEqual([{ opId: tooBig.opId, code: 'quota-exceeded' }]);
      expect(reply.quota).toEqual({ usedChars: 300, limitChars: 300 });
      const deletion = pushedOp({ recordId: fits.recordId, supersedes: [fits.opId], deleted: true });
      expect(idsOf((await push(subject, deletion)).acked)).toEqual([deletion.opId]);
      expect((await push(subject, tooBig)).rejected).toHaveLength(1);
      await subject.freeSuperseded((NOW + 1) as EpochMs);
      await subject.setQuota(400);
      expect(idsOf((await push(subject, tooBig)).acked)).toEqual([tooBig.opId]);
    });

    it('leaves what a rejected op would have superseded alone', async () => {
      const subject = await newSubject();
      await subject.setQuota(50);
      const first = pushedOp();
      await push(subject, first);
      await push(subject, pushedOp({ recordId: first.recordId, supersedes: [first.opId] }));
      expect(idsOf((await pullAll(subject)).ops)).toEqual([first.opId]);
    });
  });

  describe(`${name}: the open lane`, () => {
    const scoreOf = {
      text: openScore(),
      voice: openScore({ modality: 'voice', valence: -0.5, arousal: 2 / 3, quality: 1 / 7 }),
      face: openScore({ modality: 'face', distribution: [0.4, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1] }),
    };

    it.each(MODALITIES)('keeps no %s score without the consent for it', async (modality) => {
      const subject = await newSubject();
      const others = MODALITIES.filter((other) => other !== modality);
      for (const other of others) await subject.setConsent(other, true);
      const op = pushedOp({ open: openLane({ scores: [scoreOf[modality]] }) });
      const reply = await push(subject, op);
      expect(reply).toMatchObject({ readings: [], acked: [{ opId: op.opId }] });
      expect(reply.consents).toEqual({ text: true, voice: true, face: true, [modality]: false });
      await subject.setConsent(modality, true);
      const after = await pullAll(subject);
      expect(after.readings).toEqual([]);
      expect(after.ops).toHaveLength(1);
    });

    it('keeps of a lane what is consented to, and fuses that alone to the last bit', async () => {
      for (const granted of subsetsOf(MODALITIES)) {
        const subject = await newSubject();
        for (const modality of granted) await subject.setConsent(modality, true);
        const scores = MODALITIES.map((modality) => scoreOf[modality]);
        const { readings } = await push(subject, pushedOp({ open: openLane({ scores }) }));
        const kept = granted.map((modality) => fromOpenScore(scoreOf[modality]));
        expect(readings.map(({ reading }) => reading)).toEqual(
          kept.length === 0 ? [] : [fuse(kept, { reliability: DEFAULT_RELIABILITY })],
        );
        // A revocation fuses anew from what is stored: had more been stored, it would show.
        for (const modality of granted.slice(1)) await subject.setConsent(modality, false);
        const left = (await pullAll(subject)).readings.map(({ reading }) => reading);
        expect(left).toEqual(
          kept.length === 0 ? [] : [fuse(kept.slice(0, 1), { reliability: DEFAULT_RELIABILITY })],
        );
      }
    });

    it('becomes the reading that a device fuses itself, to the last bit', async () => {
      const subject = await newSubject();
      await subject.setConsent('text', true);
      const lane = openLane({ correction: 'joy' });
      const op = pushedOp({ open: lane });
      const { readings } = await push(subject, op);
      const reliability = DEFAULT_RELIABILITY;
      const expected = fuse(lane.scores.map(fromOpenScore), { reliability });
      const { localDay, localHour, correction } = lane;
      const { recordId } = op;
      expect(readings).toEqual([
        { seq: 1, recordId, localDay, localHour, correction, reliability, reading: expected },
      ]);
      expect((await pullAll(subject)).readings).toEqual(readings);
    });

    it('is fused with the reliability learnt from the corrections stored before', async () => {
      const subject = await newSubject();
      await subject.setConsent('text', true);
      await subject.setConsent('voice', true);
      const wrong = openLane({ correction: 'sadness' });
      const corrected = [pushedOp({ open: wrong }), pushedOp({ open: { ...wrong, localHour: 10 } })];
      await push(subject, ...corrected);
      const lane = openLane({
        scores: [
          openScore(),
          openScore({ modality: 'voice', distribution: [0.4, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1] }),
        ],
      });
      const op = pushedOp({ open: lane });
      const { readings } = await push(subject, op);
      const reading = readings.find(({ recordId }) => recordId === op.recordId)!;
      const learnt = learnReliability(
        corrected.flatMap(({ recordId, open }) => toCorrection(recordId, open!) ?? []),
      );
      expect(learnt.text).toBeLessThan(1);
      expect(reading.reliability).toEqual(learnt);
      expect(reading.reading).toEqual(fuse(lane.scores.map(fromOpenScore), { reliability: learnt }));
    });

    it('goes with the op that brought it: superseded, deleted, or superseded before it arrived', async () => {
      const subject = await newSubject();
      await subject.setConsent('text', true);
      const first = pushedOp({ open: openLane() });
      await push(subject, first);
      const second = pushedOp({
        recordId: first.recordId,
        supersedes: [first.opId],
        open: openLane({ localHour: 22 }),
      });
      await push(subject, second);
      expect((await pullAll(subject)).readings).toMatchObject([{ seq: 2, localHour: 22 }]);
      await push(
        subject,
        pushedOp({ recordId: first.recordId, supersedes: [second.opId], deleted: true, open: openLane() }),
      );
      expect((await pullAll(subject)).readings).toEqual([]);

      const early = pushedOp({ open: openLane() });
      await push(subject, pushedOp({ recordId: early.recordId, supersedes: [early.opId] }));
      await push(subject, early);
      expect((await pullAll(subject)).readings).toEqual([]);
    });

    it('counts once for each record, from its newest live op', async () => {
      const subject = await newSubject();
      await subject.setConsent('text', true);
      const recordId = newRecordId();
      await push(subject, pushedOp({ recordId, open: openLane({ localHour: 1 }) }));
      await push(subject, pushedOp({ recordId, open: openLane({ localHour: 2 }) }));
      await push(subject, pushedOp({ recordId }));
      expect((await pullAll(subject)).readings).toMatchObject([{ recordId, localHour: 2 }]);
    });

    it('is deleted by revoking its modality, at once and for good; what is left is fused anew', async () => {
      const subject = await newSubject();
      await subject.setConsent('text', true);
      await subject.setConsent('voice', true);
      const voice = openScore({ modality: 'voice', valence: -0.5 });
      const both = pushedOp({ open: openLane({ scores: [openScore(), voice] }) });
      const onlyText = pushedOp({ open: openLane() });
      const { cursor } = await push(subject, both, onlyText);
      await subject.setConsent('text', false);
      const after = await pullAll(subject, cursor);
      expect(after.cursor).toBe(3);
      expect(after.readings.map(({ recordId }) => recordId)).toEqual([both.recordId]);
      expect(after.readings[0]!.reading).toEqual(
        fuse([fromOpenScore(voice)], { reliability: DEFAULT_RELIABILITY }),
      );
      await subject.setConsent('text', true);
      expect((await pullAll(subject)).readings).toHaveLength(1);
      expect((await pullAll(subject)).ops).toHaveLength(2);
    });
  });
}

function subsetsOf<Element>(elements: readonly Element[]): readonly (readonly Element[])[] {
  const [first, ...rest] = elements;
  if (first === undefined) return [[]];
  const without = subsetsOf(rest);
  return [...without, ...without.map((subset) => [first, ...subset])];
}
