import { DAY_PARTS, dayPartOf, type DayPart } from './day-part.ts';
import { median, scaledMad } from './median.ts';
import { AFFECT_AXES, type AffectAxis } from './reading.ts';

/** One reading that did not abstain, at the entry's own local time (what the open lane carries). */
export interface BaselinePoint {
  /** Days since 1970-01-01 of the entry's local date. */
  readonly localDay: number;
  /** 0 … 23. */
  readonly localHour: number;
  readonly valence: number;
  readonly arousal: number;
}

export interface AxisBaseline {
  /** Median, in [−1, 1]. */
  readonly centre: number;
  /** Scaled median absolute deviation around the centre, at least {@link SMALLEST_SPREAD}. */
  readonly spread: number;
  /** Centre of each part of the day, shrunk towards the whole by its lack of readings. */
  readonly centreByPart: Readonly<Record<DayPart, number>>;
}

/** What is usual for one person of late. */
export interface Baseline {
  readonly valence: AxisBaseline;
  readonly arousal: AxisBaseline;
  readonly entries: number;
  readonly days: number;
}

/** How much more is needed before anything may be claimed. */
export interface BaselineMissing {
  readonly missing: { readonly entries: number; readonly days: number };
}

export const BASELINE_MINIMUM = { entries: 14, days: 7 } as const;

/** Differences finer than this are below what the models resolve; it also keeps every deviation finite. */
export const SMALLEST_SPREAD = 0.05;

const WINDOW_DAYS = 90;
const WINDOW_POINTS = 400;
/** As many imagined readings at the centre of the whole stand in every part of the day. */
const PART_PRIOR_READINGS = 10;

/**
 * A function of the multiset of points alone: of the 90 days up to the newest day, at most the newest 400. Points
 * with a number missing or out of range are left out.
 */
export function computeBaseline(points: readonly BaselinePoint[]): Baseline | BaselineMissing {
  const used = newestPoints(points);
  const days = new Set(used.map((point) => point.localDay)).size;
  if (used.length < BASELINE_MINIMUM.entries || days < BASELINE_MINIMUM.days) {
    return {
      missing: {
        entries: Math.max(0, BASELINE_MINIMUM.entries - used.length),
        days: Math.max(0, BASELINE_MINIMUM.days - days),
      },
    };
  }
  const [valence, arousal] = AFFECT_AXES.map((axis) => axisBaseline(used, axis));
  return { valence: valence!, arousal: arousal!, entries: used.length, days };
}

/** Robust z of a moment against what is usual at that time of day: 0 is usual, beyond ±2 is rare. */
export function deviationFrom(
  baseline: Baseline,
  moment: Pick<BaselinePoint, 'localHour' | 'valence' | 'arousal'>,
): Readonly<Record<AffectAxis, number>> {
  const part = dayPartOf(moment.localHour);
  const robustZ = (axis: AffectAxis) =>
    (moment[axis] - baseline[axis].centreByPart[part]) / baseline[axis].spread;
  return { valence: robustZ('valence'), arousal: robustZ('arousal') };
}

function axisBaseline(points: readonly BaselinePoint[], axis: AffectAxis): AxisBaseline {
  const values = points.map((point) => point[axis]);
  const centre = median(values) ?? 0;
  const centreByPart = Object.fromEntries(
    DAY_PARTS.map((part) => {
      const ofPart = points
        .filter((point) => dayPartOf(point.localHour) === part)
        .map((point) => point[axis]);
      const own = median(ofPart) ?? centre;
      const shrunk =
        (ofPart.length * own + PART_PRIOR_READINGS * centre) / (ofPart.length + PART_PRIOR_READINGS);
      return [part, shrunk];
    }),
  ) as Record<DayPart, number>;
  return { centre, spread: Math.max(SMALLEST_SPREAD, scaledMad(values, centre) ?? 0), centreByPart };
}

function newestPoints(points: readonly BaselinePoint[]): readonly BaselinePoint[] {
  const sorted = points.filter(isUsable).sort(compareNewestFirst);
  const newestDay = sorted[0]?.localDay ?? 0;
  return sorted.filter((point) => newestDay - point.localDay < WINDOW_DAYS).slice(0, WINDOW_POINTS);
}

function isUsable({ localDay, localHour, valence, arousal }: BaselinePoint): boolean {
  return (
    Number.isInteger(localDay) &&
    localHour >= 0 &&
    localHour < 24 &&
    Math.abs(valence) <= 1 &&
    Math.abs(arousal) <= 1
  );
}

/** The values break ties, so that the cut at 400 does not depend on the order of the input. */
function compareNewestFirst(left: BaselinePoint, right: BaselinePoint): number {
  return (
    right.localDay - left.localDay ||
    right.localHour - left.localHour ||
    left.valence - right.valence ||
    left.arousal - right.arousal
  );
}
