import { expect, it } from 'vitest';
import { fakeVoiceReading } from '../../app/fake-readings.ts';
import { sampleOf } from './calibration.ts';

it('learns no arousal from words that were too scattered for the network', () => {
  const { score, detail } = fakeVoiceReading(null);
  expect(sampleOf({ score, detail }).arousal).toBe(score.arousal);
  expect(sampleOf({ score, detail: { ...detail, windows: [] } }).arousal).toBeNaN();
});
