/** Longitude and latitude in degrees, in GeoJSON's order. */
export type Position = [longitude: number, latitude: number];

/** Coasts and borders of the whole world; Natural Earth 1:50m, public domain. */
export interface WorldOutlines {
  /** Polygons of rings; the first ring is the coast, others are lakes in it. */
  readonly land: Position[][][];
  readonly borders: Position[][];
}

interface PackedOutlines {
  readonly perDegree: number;
  readonly land: readonly (readonly (readonly number[])[])[];
  readonly borders: readonly (readonly number[])[];
}

/** The inverse of `web/build/delta-line.ts`. */
export function decodeLine(steps: readonly number[], perDegree: number): Position[] {
  const line: Position[] = [];
  let x = 0;
  let y = 0;
  for (let at = 0; at + 1 < steps.length; at += 2) {
    x += steps[at]!;
    y += steps[at + 1]!;
    line.push([x / perDegree, y / perDegree]);
  }
  return line;
}

/** What the build wrote into `virtual:undertone-world`; our own file, so its shape is trusted. */
export function readOutlines(json: string): WorldOutlines {
  const { perDegree, land, borders } = JSON.parse(json) as PackedOutlines;
  return {
    land: land.map((rings) => rings.map((ring) => decodeLine(ring, perDegree))),
    borders: borders.map((line) => decodeLine(line, perDegree)),
  };
}
