import fc from 'fast-check';
import { expect, it } from 'vitest';
import { schedule } from './actions.ts';
import { plainCodec } from './plain-codec.ts';
import { runSchedule } from './run-schedule.ts';

const RUNS = 3000;

it('brings every device to the same journal with nothing saved lost, whatever network, crashes and clocks do', async () => {
  await fc.assert(
    fc.asyncProperty(schedule, async (plan) => {
      expect(await runSchedule(plan, () => plainCodec)).toEqual([]);
    }),
    { numRuns: RUNS },
  );
}, 120_000);
