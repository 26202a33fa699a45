import type { ReadonlySignal, Signal } from '@preact/signals';
import type { CareEntry, CareEntryId, CareSource } from '@undertone/contract/directory';
import type { Place } from './mercator.ts';

/** Where somebody looks from. */
interface Centre extends Place {
  readonly source: 'device' | 'place' | 'map';
  /** How wide "around here" is; a source that does not know leaves it out. */
  readonly radiusKm?: number;
}

/** What the list and the map share: the part of the screen's state that the map reads and changes. */
export interface MapNear {
  readonly centre: ReadonlySignal<Centre | null>;
  /** Exactly what the list shows, in its order. */
  readonly shown: ReadonlySignal<
    readonly { readonly entry: CareEntry; readonly source: CareSource | undefined }[]
  >;
  readonly selected: Signal<CareEntryId | null>;
  readonly unit: ReadonlySignal<'km' | 'mi'>;
  moveTo(centre: Place & { readonly source: 'map'; readonly name: null }): unknown;
}
