/** Longitude and latitude in degrees, as GeoJSON has them. */
type Position = readonly number[];

/**
 * A line as whole steps of 1/`perDegree` degree: the first two numbers say where it begins, every further pair how far
 * it goes from there. Points that fall together become one. Decoded by `web/src/screens/care/map/world-outlines.ts`.
 */
export function encodeLine(line: readonly Position[], perDegree: number): readonly number[] {
  const steps: number[] = [];
  let x = 0;
  let y = 0;
  for (const [longitude, latitude] of line) {
    const toX = Math.round(longitude! * perDegree);
    const toY = Math.round(latitude! * perDegree);
    if (steps.length > 0 && toX === x && toY === y) continue;
    steps.push(toX - x, toY - y);
    x = toX;
    y = toY;
  }
  return steps;
}
