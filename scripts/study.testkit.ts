import { LABELS } from '@undertone/emotion/labels';
import type { Modality } from '@undertone/emotion/modality';
import type { Prediction } from './predictions.ts';
import { pick, seededChance } from './study-sample.ts';

interface SimulatedModel {
  readonly modality: Modality;
  readonly source?: string;
  readonly rows?: number;
  /** 1 tells the truth about its doubt; 2 claims the square of it. */
  readonly sharpness?: number;
  readonly quality?: number;
  readonly seed?: number;
}

/** What a model says that hears each label as one of 21 signals, three of them likelier under it. */
export function simulatedPredictions(model: SimulatedModel): readonly Prediction[] {
  const { modality, source = 'goemotions', rows = 700, sharpness = 1, quality = 1, seed = 1 } = model;
  const chance = seededChance(seed);
  const signals = Array.from({ length: 21 }, (_, signal) =>
    LABELS.map((_, label) => (signal % LABELS.length === label ? 1.5 : 0.1 + 0.4 * chance())),
  );
  const totals = LABELS.map((_, label) => signals.reduce((sum, signal) => sum + signal[label]!, 0));
  return Array.from({ length: rows }, (_, index) => {
    const label = index % LABELS.length;
    const emitted = signals.flatMap((signal) =>
      Array.from({ length: Math.round((1000 * signal[label]!) / totals[label]!) }, () => signal),
    );
    const heard = pick(emitted, chance);
    const claims = heard.map((weight, each) => (weight / totals[each]!) ** sharpness);
    const total = claims.reduce((sum, claim) => sum + claim, 0);
    return {
      ...{ modality, source, quality, abstained: null, label: LABELS[label]! },
      group: `person ${index % 10}`,
      distribution: claims.map((claim) => claim / total),
      valence: LABELS[label] === 'joy' ? 0.5 : -0.2,
      arousal: chance() * 2 - 1,
    };
  });
}
