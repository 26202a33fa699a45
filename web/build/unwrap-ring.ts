/** Longitude and latitude in degrees, as GeoJSON has them. */
type Position = readonly number[];

/**
 * A ring that goes over the date line, as one that goes on beyond 180° instead of leaping to the other edge of the
 * map. One that goes around a pole is closed along the pole's own edge.
 */
export function unwrapRing(ring: readonly Position[]): readonly Position[] {
  let turns = 0;
  const unwrapped = ring.map(([longitude, latitude], at): Position => {
    const before = ring[at - 1]?.[0] ?? longitude!;
    if (longitude! - before > 180) turns -= 360;
    else if (longitude! - before < -180) turns += 360;
    return [longitude! + turns, latitude!];
  });
  const [first, last] = [unwrapped[0]!, unwrapped.at(-1)!];
  if (Math.abs(last[0]! - first[0]!) < 180) return centre(unwrapped);
  const pole = Math.sign(first[1]!) * 90;
  return centre([...unwrapped, [last[0]!, pole], [first[0]!, pole], first]);
}

/** By whole turns, so that the ring's middle lies on the map. */
function centre(ring: readonly Position[]): readonly Position[] {
  const longitudes = ring.map(([longitude]) => longitude!);
  const middle = (Math.min(...longitudes) + Math.max(...longitudes)) / 2;
  const turns = -360 * Math.round(middle / 360);
  return turns === 0 ? ring : ring.map(([longitude, latitude]) => [longitude! + turns, latitude!]);
}
