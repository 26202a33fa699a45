/** Codes for a stretch of an affect axis; the catalogues of the interface hold the words. */
export const PLEASANTNESS_BANDS = [
  'very-unpleasant',
  'unpleasant',
  'middling',
  'pleasant',
  'very-pleasant',
] as const;
export const ENERGY_BANDS = [
  'very-low-energy',
  'low-energy',
  'even-energy',
  'high-energy',
  'very-high-energy',
] as const;

export type PleasantnessBand = (typeof PLEASANTNESS_BANDS)[number];
export type EnergyBand = (typeof ENERGY_BANDS)[number];

/** Where an axis over [−1, 1] passes from one band to the next: between the steps of the mood grid. */
const BAND_EDGES = [-0.65, -0.2, 0.2, 0.65] as const;

export function pleasantnessBand(valence: number): PleasantnessBand {
  return PLEASANTNESS_BANDS[bandIndex(valence)]!;
}

export function energyBand(arousal: number): EnergyBand {
  return ENERGY_BANDS[bandIndex(arousal)]!;
}

function bandIndex(value: number): number {
  return BAND_EDGES.filter((edge) => value >= edge).length;
}
