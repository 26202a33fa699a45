import type { SampleEntry } from './sample-entries.ts';

/** How a sample becomes a file: what stands before the entries, each of them, and what stands after. */
export interface SampleFormat {
  readonly head: string;
  /** `number` counts from 0. */
  row(entry: SampleEntry, number: number): string;
  readonly foot: string;
  /** The layout has no place for other countries than this (ISO 3166-1 alpha-2). */
  readonly onlyCountry?: string;
}
