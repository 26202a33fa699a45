import { zxyToTileId } from 'pmtiles';

/** A polygon, a line or points, in units of a tile's side cut into 4096. */
interface MadeFeature {
  readonly kind: 'point' | 'line' | 'polygon';
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly tags: Readonly<Record<string, string>>;
}

type MadeLayers = Readonly<Record<string, readonly MadeFeature[]>>;

interface MadeTile {
  readonly at: readonly [z: number, x: number, y: number];
  readonly layers: MadeLayers;
}

const GEOMETRY = { point: 1, line: 2, polygon: 3 } as const;

/** Protocol buffers: a number, low seven bits first. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return [...bytes, rest];
}

const field = (id: number, body: readonly number[]) => [
  ...varint(id * 8 + 2),
  ...varint(body.length),
  ...body,
];
const number = (id: number, value: number) => [...varint(id * 8), ...varint(value)];
const text = (id: number, value: string) => field(id, [...new TextEncoder().encode(value)]);
const zigzag = (value: number) => (value < 0 ? -2 * value - 1 : 2 * value);

/** Mapbox vector tile, version 2.1. */
export function makeVectorTile(layers: MadeLayers): Uint8Array<ArrayBuffer> {
  const bytes = Object.entries(layers).flatMap(([name, features]) => {
    const keys = [...new Set(features.flatMap(({ tags }) => Object.keys(tags)))];
    const values = [...new Set(features.flatMap(({ tags }) => Object.values(tags)))];
    return field(3, [
      ...text(1, name),
      ...features.flatMap((feature) => field(2, encodeFeature(feature, keys, values))),
      ...keys.flatMap((key) => text(3, key)),
      ...values.flatMap((value) => field(4, text(1, value))),
      ...number(5, 4096),
      ...number(15, 2),
    ]);
  });
  return Uint8Array.from(bytes);
}

function encodeFeature(
  { kind, points, tags }: MadeFeature,
  keys: readonly string[],
  values: readonly string[],
): number[] {
  const steps = points.map(([x, y], at) => {
    const [fromX, fromY] = points[at - 1] ?? [0, 0];
    return [zigzag(x - fromX), zigzag(y - fromY)];
  });
  const moveTo = (count: number) => 1 + count * 8;
  const lineTo = (count: number) => 2 + count * 8;
  const [first, ...rest] = steps;
  const commands =
    kind === 'point'
      ? [moveTo(steps.length), ...steps.flat()]
      : [moveTo(1), ...first!, lineTo(rest.length), ...rest.flat(), ...(kind === 'polygon' ? [15] : [])];
  const pairs = Object.entries(tags).flatMap(([key, value]) => [keys.indexOf(key), values.indexOf(value)]);
  return [
    ...field(2, pairs.flatMap(varint)),
    ...number(3, GEOMETRY[kind]),
    ...field(4, commands.flatMap(varint)),
  ];
}

const HEADER_BYTES = 127;

/** A PMTiles archive (version 3) with one directory and nothing compressed. */
export function makeMapArchive(tiles: readonly MadeTile[]): Uint8Array<ArrayBuffer> {
  const entries = tiles
    .map(({ at, layers }) => ({ id: zxyToTileId(...at), data: makeVectorTile(layers) }))
    .sort((one, other) => one.id - other.id);
  const directory = [
    ...varint(entries.length),
    ...entries.flatMap(({ id }, at) => varint(id - (entries[at - 1]?.id ?? 0))),
    ...entries.flatMap(() => varint(1)),
    ...entries.flatMap(({ data }) => varint(data.length)),
    // 0: right after the one before.
    ...entries.flatMap((_, at) => varint(at === 0 ? 1 : 0)),
  ];
  const metadata = [...new TextEncoder().encode(JSON.stringify({ name: 'made for a test' }))];
  const data = entries.flatMap((entry) => [...entry.data]);
  const header = new DataView(new ArrayBuffer(HEADER_BYTES));
  [...new TextEncoder().encode('PMTiles'), 3].forEach((byte, at) => header.setUint8(at, byte));
  const metadataAt = HEADER_BYTES + directory.length;
  const dataAt = metadataAt + metadata.length;
  const counts = [entries.length, entries.length, entries.length];
  const places = [
    HEADER_BYTES,
    directory.length,
    metadataAt,
    metadata.length,
    dataAt,
    0,
    dataAt,
    data.length,
  ];
  [...places, ...counts].forEach((value, at) => header.setBigUint64(8 + at * 8, BigInt(value), true));
  const zooms = tiles.map(({ at: [z] }) => z);
  // Clustered; no compression, twice; vector tiles; the zooms there are.
  [1, 1, 1, 1, Math.min(...zooms), Math.max(...zooms)].forEach((byte, at) => header.setUint8(96 + at, byte));
  [-180, -85, 180, 85].forEach((degrees, at) => header.setInt32(102 + at * 4, degrees * 1e7, true));
  return Uint8Array.from([...new Uint8Array(header.buffer), ...directory, ...metadata, ...data]);
}
