import { ok } from '@undertone/base/result';
import { computeBaseline } from '@undertone/emotion/baseline';
import { learnReliability } from '@undertone/emotion/reliability';
import type { Dependencies } from '../dependencies.ts';
import type { Handlers } from '../http/mount-routes.ts';
import { WrittenJson } from '../http/written-json.ts';

/** As many as a baseline looks back on. */
const BASELINE_READINGS = 400;

export function readingHandlers({ storeOf }: Dependencies): Pick<Handlers, 'readings' | 'baseline'> {
  return {
    readings: async ({ query, session: { accountId } }) => {
      const page = await storeOf(accountId).readReadings(accountId, query.cursor, query.limit);
      const cursor = page.readings.at(-1)?.seq ?? query.cursor;
      const readings = page.readings.map(({ json }) => json).join(',');
      const text = `{"readings":[${readings}],"cursor":${cursor},"more":${page.more}}`;
      return ok({ body: new WrittenJson(text) });
    },

    baseline: async ({ session: { accountId } }) => {
      const store = storeOf(accountId);
      const [recent, corrections] = await Promise.all([
        store.readRecentReadings(accountId, BASELINE_READINGS),
        store.readCorrections(accountId),
      ]);
      const points = recent
        .filter(({ reading }) => reading.abstained === null)
        .map(({ localDay, localHour, reading: { valence, arousal } }) => ({
          ...{ localDay, localHour, valence, arousal },
        }));
      const computed = computeBaseline(points);
      const isKnown = !('missing' in computed);
      return ok({
        body: {
          reliability: learnReliability(corrections),
          baseline: isKnown ? computed : null,
          missing: isKnown ? null : computed.missing,
        },
      });
    },
  };
}
