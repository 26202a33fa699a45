import type { Distribution } from '@undertone/emotion/distribution';
import type { Label } from '@undertone/emotion/labels';

/**
 * The shape of a reading: one closed soft outline with seven lobes around a small body.
 * Units are those of a view box from −100 to 100; angles in radians, clockwise from the right as SVG has them.
 */

/** Clockwise from the top, so that the right side is pleasant and the upper half is full of energy. */
export const LOBE_ORDER = [
  'surprise',
  'joy',
  'neutral',
  'sadness',
  'disgust',
  'anger',
  'fear',
] as const satisfies readonly Label[];

export interface Lobe {
  readonly label: Label;
  readonly angle: number;
  /** Distance of the tip from the centre, {@link BODY_RADIUS} … {@link REACH}. */
  readonly reach: number;
  /** How strongly its colour shows, 0 … 1: a faint lobe keeps a trace of it. */
  readonly strength: number;
}

/** The ellipse of colour inside a lobe, along its axis before it is turned. */
export interface Petal {
  readonly centre: number;
  readonly halfLength: number;
  readonly halfWidth: number;
  readonly turnDegrees: number;
}

export interface FormShape {
  readonly lobes: readonly Lobe[];
  /** SVG path of the closed outline. */
  readonly outline: string;
  /** How far the edge dissolves, 0 (certain) … 1 (no idea). */
  readonly softness: number;
  /** Valence × arousal, as degrees of turn: −{@link MAX_TILT_DEGREES} … {@link MAX_TILT_DEGREES}. */
  readonly tiltDegrees: number;
}

export interface FormSource {
  readonly distribution: Distribution;
  /** −1 … 1 */
  readonly valence: number;
  /** −1 … 1 */
  readonly arousal: number;
  /** Probability of the likeliest label, 0 … 1. */
  readonly confidence: number;
}

export const BODY_RADIUS = 24;
export const REACH = 96;
export const MAX_TILT_DEGREES = 24;

/** Narrow enough that neighbours (51° apart) stay separate lobes, wide enough to stay soft. */
const LOBE_SHARPNESS = 11;

const TURN = 2 * Math.PI;

export function lobeAngle(index: number): number {
  return -Math.PI / 2 + (index * TURN) / LOBE_ORDER.length;
}

/** Square root, so that a lobe's area grows with its probability, as area is what the eye compares. */
export function lobeReach(probability: number): number {
  return BODY_RADIUS + (REACH - BODY_RADIUS) * Math.sqrt(clampTo(probability, 0, 1));
}

/** Radius of the outline in one direction: the body, lifted by the lobe that is strongest there. */
export function radiusAt(angle: number, lobes: readonly Lobe[]): number {
  let power = 0;
  for (const lobe of lobes) {
    const height = lobe.reach - BODY_RADIUS;
    power += (height * Math.exp(LOBE_SHARPNESS * (Math.cos(angle - lobe.angle) - 1))) ** 3;
  }
  // A cubic mean of the lobes is smooth like their sum, yet hardly higher than the highest of them.
  return Math.min(BODY_RADIUS + Math.cbrt(power), REACH + 2);
}

/** `pointsPerLobe` trades detail for bytes: 6 for a timeline, 12 for a card. */
export function shapeReading(source: FormSource, pointsPerLobe = 12): FormShape {
  const lobes = LOBE_ORDER.map((label, index) => ({
    label,
    angle: lobeAngle(index),
    reach: lobeReach(source.distribution[label]),
    strength: Math.min(0.94, 0.16 + 1.2 * Math.sqrt(clampTo(source.distribution[label], 0, 1))),
  }));
  return {
    lobes,
    outline: closedCurve(outlinePoints(lobes, pointsPerLobe * LOBE_ORDER.length)),
    softness: 1 - clampTo(source.confidence, 0, 1),
    tiltDegrees: clampTo(source.valence * source.arousal, -1, 1) * MAX_TILT_DEGREES,
  };
}

/** Ends before the centre, so that the heart of the form stays light whatever the colours around it. */
export function petalOf(lobe: Lobe): Petal {
  return {
    centre: lobe.reach * 0.68,
    halfLength: lobe.reach * 0.66,
    halfWidth: 16 + lobe.reach * 0.26,
    turnDegrees: (lobe.angle * 180) / Math.PI,
  };
}

type Point = readonly [x: number, y: number];

export function outlinePoints(lobes: readonly Lobe[], count: number): readonly Point[] {
  return Array.from({ length: count }, (_, index) => {
    const angle = -Math.PI / 2 + (index * TURN) / count;
    const radius = radiusAt(angle, lobes);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/** Uniform Catmull–Rom through all points, as cubic Béziers: tangents agree where segments meet. */
function closedCurve(points: readonly Point[]): string {
  const at = (index: number): Point => points[(index + points.length) % points.length] ?? [0, 0];
  let path = `M${pair(at(0))}`;
  for (let index = 0; index < points.length; index++) {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    path += `C${pair(along(from, before, to))} ${pair(along(to, after, from))} ${pair(to)}`;
  }
  return `${path}Z`;
}

function along([x, y]: Point, [backX, backY]: Point, [forthX, forthY]: Point): Point {
  return [x + (forthX - backX) / 6, y + (forthY - backY) / 6];
}

function pair([x, y]: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

/** NaN becomes the lower bound, so that a broken number can never reach a path. */
function clampTo(value: number, low: number, high: number): number {
  return value > low ? Math.min(value, high) : low;
}
