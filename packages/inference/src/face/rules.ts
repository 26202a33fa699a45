import { softmax, type Distribution } from '@undertone/emotion/distribution';
import { LABELS, type Label } from '@undertone/emotion/labels';
import type { FrontalFace } from './geometry.ts';

/** Name under which a reading by rule is kept: no weights, hence no folder under `models/` and no licence but the code's. */
export const RULES_MODEL = { id: 'face-rules', version: '1.0.0' } as const;

/** Rules are right about half of the time: they answer only where one label stands out. */
export const RULES_LEAST_PROBABILITY = 0.5;

/** What the face does, in steps of which one is clearly visible; 0 is at rest. */
interface Movements {
  /** Mouth corners up and apart (FACS 12). */
  readonly smile: number;
  /** Mouth corners down (15). */
  readonly frown: number;
  /** Jaw dropped (25, 26). */
  readonly open: number;
  /** Brows up (1, 2); negative: down (4). */
  readonly brows: number;
  /** Lids apart (5); negative: narrowed (7). */
  readonly lids: number;
  /** Upper lip towards the nose (10). */
  readonly upperLip: number;
}

/** Proportions of the canonical face model, in the units of `FrontalFace`. */
const REST = { corners: -0.016, width: 0.905, open: 0.1, brows: 0.396, lids: 0.124, upperLip: 0.243 };

/**
 * A reading by rule from landmarks alone: no training data, hence no licence question. Weights are by hand, after the
 * action units that Ekman and Friesen (1978) name for each emotion. Nose wrinkling (9) and cheek raising (6) do not
 * move the mesh, so disgust stays rare.
 */
export function readByRules(face: FrontalFace): Distribution {
  const { smile, frown, open, brows, lids, upperLip } = movementsOf(face);
  const raised = Math.max(0, brows);
  const lowered = Math.max(0, -brows);
  const scores: Readonly<Record<Label, number>> = {
    anger: 1.3 * lowered + 0.4 * open - 1.2 * smile - 1,
    disgust: 0.8 * upperLip + 0.8 * lowered - 0.8 * smile - 1.8,
    fear: 0.6 * raised + 0.8 * lids + 0.4 * open - 0.8 * smile - 1.8,
    joy: 2.2 * smile + 0.2 * open - 0.8,
    neutral: 1.4 - 0.6 * Math.abs(open) - 0.5 * Math.abs(brows) - 0.4 * smile,
    sadness: 0.9 * frown + 0.3 * raised - 0.6 * lids - 0.5 * open - 0.6 * smile - 0.2,
    surprise: 0.9 * raised + 0.6 * lids + 1.1 * open - 1.2 * smile - 0.6,
  };
  return softmax(LABELS.map((label) => scores[label]));
}

function movementsOf(face: FrontalFace): Movements {
  const x = (index: number): number => face(index)[0];
  const y = (index: number): number => face(index)[1];
  const corners = (y(13) + y(14) - y(61) - y(291)) / 2 - REST.corners;
  const width = x(291) - x(61) - REST.width;
  return {
    smile: Math.max(0, corners / 0.08 + width / 0.3) / 2,
    frown: Math.max(0, -corners / 0.06),
    open: (y(14) - y(13) - REST.open) / 0.25,
    brows: ((y(159) + y(386) - y(105) - y(334)) / 2 - REST.brows) / 0.05,
    lids: ((y(145) - y(159) + y(374) - y(386)) / 2 - REST.lids) / 0.08,
    upperLip: (REST.upperLip - (y(0) - y(2))) / 0.06,
  };
}
