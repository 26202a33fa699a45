import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schedule } from './actions.ts';
import { runSchedule } from './run-schedule.ts';
import { createSealedCodec } from './sealed-codec.ts';

/** `npm run simulate -- --long` plays a hundred thousand. */
const SCHEDULES = 2_000;
const SEALED_SCHEDULES = 60;

describe('three devices, a fourth that comes last, and one server', () => {
  it(
    'end with one journal and nothing saved lost, whatever network, crashes, clocks and restores do',
    { timeout: 600_000 },
    () =>
      fc.assert(
        fc.asyncProperty(schedule, async (plan) => {
          expect((await runSchedule(plan)).faults).toEqual([]);
        }),
        { numRuns: SCHEDULES },
      ),
  );

  it('do so with real sealing too', { timeout: 600_000 }, () =>
    fc.assert(
      fc.asyncProperty(schedule, async (plan) => {
        expect((await runSchedule(plan, createSealedCodec)).faults).toEqual([]);
      }),
      { numRuns: SEALED_SCHEDULES },
    ),
  );

  it('play the same schedule the same way twice', async () => {
    for (const plan of fc.sample(schedule, { numRuns: 20, seed: 7 })) {
      expect(await runSchedule(plan)).toEqual(await runSchedule(plan));
    }
  });
});
