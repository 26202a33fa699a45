import * as v from 'valibot';

/** The parts of a safety plan in their order, after Stanley and Brown (2012), doi:10.1016/j.cbpra.2011.01.001. */
export const PLAN_STEPS = [
  'signs',
  'alone',
  'places',
  'people',
  'professionals',
  'safer',
  'reasons',
] as const;

export type PlanStep = (typeof PLAN_STEPS)[number];

/** One line in the person's own words. `phone` is empty where none was given. */
export interface PlanLine {
  readonly id: string;
  readonly text: string;
  readonly phone: string;
}

/** Those whose lines are people who can be called. */
const WITH_PHONES: readonly PlanStep[] = ['places', 'people', 'professionals'];

export function hasPhones(step: PlanStep): boolean {
  return WITH_PHONES.includes(step);
}

/** Its name in the profile record; see docs/format.md. */
export function planField(step: PlanStep): string {
  return `plan.${step}`;
}

const Lines = v.array(v.looseObject({ id: v.string(), text: v.string(), phone: v.string() }));

/**
 * The lines of a step, of all lists that stand in it: the newest list, then whatever the others have beside it. A line
 * that two devices changed at the same time is there twice. What is no list of lines is passed over.
 */
export function linesOf(values: readonly unknown[]): readonly PlanLine[] {
  const lists = values.flatMap((value) => {
    const parsed = v.safeParse(Lines, value);
    return parsed.success ? [parsed.output] : [];
  });
  const lines: PlanLine[] = [];
  for (const line of lists.flat()) {
    const sameId = lines.filter(({ id }) => id === line.id || id.startsWith(`${line.id}~`));
    if (sameId.some((other) => isSameLine(other, line))) continue;
    lines.push(sameId.length === 0 ? line : { ...line, id: `${line.id}~${sameId.length}` });
  }
  return lines;
}

export function isSameLine(left: PlanLine, right: PlanLine): boolean {
  return left.text === right.text && left.phone === right.phone;
}

export function isBlank({ text, phone }: PlanLine): boolean {
  return text.trim() === '' && phone.trim() === '';
}

/**
 * What is being edited here (`mine`), with what came in meanwhile (`theirs`), both begun from `base`: nothing that
 * either wrote is lost, and what both changed is there twice. `isOwn` tells what this editor had saved itself.
 */
export function absorbLines(
  base: readonly PlanLine[],
  mine: readonly PlanLine[],
  theirs: readonly PlanLine[],
  isOwn: (line: PlanLine) => boolean,
  mintId: () => string,
): readonly PlanLine[] {
  const byId = (lines: readonly PlanLine[]) => new Map(lines.map((line) => [line.id, line]));
  const [before, there] = [byId(base), byId(theirs)];
  const kept = mine.flatMap((line) => {
    const was = before.get(line.id);
    const now = there.get(line.id);
    const isUntouched = was !== undefined && isSameLine(was, line);
    if (now === undefined) return isUntouched ? [] : [line];
    if (isUntouched) return [now];
    const isTheirsNew = !isOwn(now) && !isSameLine(now, line) && (was === undefined || !isSameLine(was, now));
    return isTheirsNew ? [line, { ...now, id: mintId() }] : [line];
  });
  const here = byId(mine);
  const added = theirs.filter((line) => {
    const was = before.get(line.id);
    const isRemovedHere = was !== undefined && isSameLine(was, line);
    return !here.has(line.id) && !isRemovedHere && !isOwn(line);
  });
  return [...kept, ...added];
}

/** A line further up (−1) or down (1). */
export function moveLine(lines: readonly PlanLine[], id: string, by: -1 | 1): readonly PlanLine[] {
  const from = lines.findIndex((line) => line.id === id);
  const to = from + by;
  if (from === -1 || to < 0 || to >= lines.length) return lines;
  const moved = [...lines];
  moved.splice(to, 0, ...moved.splice(from, 1));
  return moved;
}
