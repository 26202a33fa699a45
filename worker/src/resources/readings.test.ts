import { fromOpenScore } from '@undertone/contract/open-lane';
import { BaselineReplySchema, ReadingsPageSchema } from '@undertone/contract/reading';
import { computeBaseline } from '@undertone/emotion/baseline';
import { fuse } from '@undertone/emotion/fusion';
import { DEFAULT_RELIABILITY } from '@undertone/emotion/reliability';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { openLane, openScore, pushedOp, syncRequest } from '../testing/store-fixtures.ts';
import { createWorkerClient, signUp } from '../testing/worker-client.ts';

async function consentingClient() {
  const client = await createWorkerClient();
  await signUp(client);
  await client.call('PUT', '/consents/text', { granted: true });
  return client;
}

const laneOf = (index: number) =>
  openLane({
    localDay: 20_700 + (index % 9),
    localHour: index % 24,
    scores: [openScore({ valence: Math.sin(index), arousal: Math.cos(index) / 3 })],
  });

describe('stored readings', () => {
  it('page in the order in which they changed', async () => {
    const client = await consentingClient();
    await client.call(
      'POST',
      '/sync',
      syncRequest(
        0,
        Array.from({ length: 5 }, (_, index) => pushedOp({ open: laneOf(index) })),
      ),
    );
    const seen: number[] = [];
    let cursor = 0;
    for (let more = true; more;) {
      const { body } = await client.call('GET', `/readings?cursor=${cursor}&limit=2`);
      const page = v.parse(ReadingsPageSchema, body);
      expect(page.readings.length).toBeLessThanOrEqual(2);
      seen.push(...page.readings.map(({ seq }) => seq));
      ({ cursor, more } = page);
    }
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    expect((await client.call('GET', '/readings?cursor=5')).body).toEqual({
      readings: [],
      cursor: 5,
      more: false,
    });
  });

  it('are told as an exchange tells them, to the last bit', async () => {
    const client = await consentingClient();
    const lanes = [laneOf(0), { ...laneOf(1), correction: 'fear' as const }];
    const ops = lanes.map((open) => pushedOp({ open }));
    const exchanged = await client.call('POST', '/sync', syncRequest(0, ops));
    const { body } = await client.call('GET', '/readings');
    expect(body.readings).toEqual(exchanged.body.readings);
    expect(body.readings).toMatchObject([{ correction: null }, { correction: 'fear' }]);
  });

  it('give the baseline that a device computes from them itself', async () => {
    const client = await consentingClient();
    const lanes = Array.from({ length: 20 }, (_, index) => laneOf(index));
    const few = await client.call('GET', '/readings/baseline');
    expect(few.body).toEqual({
      reliability: DEFAULT_RELIABILITY,
      baseline: null,
      missing: { entries: 14, days: 7 },
    });
    await client.call(
      'POST',
      '/sync',
      syncRequest(
        0,
        lanes.map((open) => pushedOp({ open })),
      ),
    );
    const { body } = await client.call('GET', '/readings/baseline');
    expect(v.is(BaselineReplySchema, body)).toBe(true);
    const points = lanes.map(({ localDay, localHour, scores }) => {
      const { valence, arousal } = fuse(scores.map(fromOpenScore));
      return { localDay, localHour, valence, arousal };
    });
    expect(body.baseline).toEqual(computeBaseline(points));
  });
});

describe('POST /analysis/fuse', () => {
  it('fuses scores of any modality as a device would, and stores nothing', async () => {
    const client = await consentingClient();
    const scores = [openScore(), openScore({ modality: 'face', valence: -0.7, quality: 1 / 3 })];
    const reliability = { face: 0.5 };
    const { body } = await client.call('POST', '/analysis/fuse', { scores, reliability });
    expect(body).toEqual(JSON.parse(JSON.stringify(fuse(scores.map(fromOpenScore), { reliability }))));
    expect((await client.call('GET', '/readings')).body.readings).toEqual([]);
    expect((await client.call('POST', '/analysis/fuse', { scores: [] })).body.abstained).toBe('no-evidence');
  });

  it('takes numbers and enumerations only', async () => {
    const client = await consentingClient();
    const score = openScore();
    const hostile = [
      { ...score, modelId: 'I felt terrible' },
      { ...score, modality: 'voice' },
      { ...score, landmarks: [0.1, 0.2] },
      { ...score, modelVersion: ['1', '0', '0'] },
      { ...score, distribution: [1, 1, 0, 0, 0, 0, 0] },
      { ...score, valence: 1.5 },
      { ...score, abstained: 'because of what happened' },
    ];
    for (const one of hostile) {
      expect((await client.call('POST', '/analysis/fuse', { scores: [one] })).status).toBe(400);
    }
  });
});
