import { batch, computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { CareEntry, CareEntryId, CareSource } from '@undertone/contract/directory';
import { distanceKm, type Position } from '@undertone/geo/position';
import type { ApiFailure } from '../../../app/call-api.ts';
import {
  NEAREST,
  type CareDirectory,
  type LookupProgress,
  type Surroundings,
} from '../../../care/directory/care-directory.ts';
import { createMatcher, NO_FILTERS, type CareFilters } from '../../../care/directory/care-filters.ts';
import { rank } from '../../../care/directory/ranking.ts';
import { distanceUnit, type DistanceUnit } from './distance-unit.ts';

/** Where somebody looks from. In memory only: never in the address, the history, storage or a log. */
export interface NearCentre extends Position {
  readonly source: 'device' | 'place' | 'map';
  /** Of a place that was looked up: `Toledo, Castilla-La Mancha`. */
  readonly name: string | null;
}

export interface NearEntry {
  readonly entry: CareEntry;
  readonly source: CareSource | undefined;
  readonly distanceKm: number;
}

export type Lookup =
  | { readonly kind: 'none' }
  | { readonly kind: 'looking'; readonly progress: LookupProgress | null }
  | { readonly kind: 'failed'; readonly failure: ApiFailure }
  | { readonly kind: 'found' };

/** What the list and the map of the screen share: each shows what the other does. */
export interface NearState {
  readonly centre: ReadonlySignal<NearCentre | null>;
  readonly lookup: ReadonlySignal<Lookup>;
  /** What the last lookup brought; it stays while the next one is under way. */
  readonly around: ReadonlySignal<Surroundings | null>;
  readonly filters: Signal<CareFilters>;
  /** Nearest first, as many as the list shows. */
  readonly shown: ReadonlySignal<readonly NearEntry[]>;
  /** How many there are with these filters among all that was loaded. */
  readonly matching: ReadonlySignal<number>;
  /** Spoken by somebody around, by their primary subtag; those that most speak first. */
  readonly languages: ReadonlySignal<readonly string[]>;
  readonly selected: Signal<CareEntryId | null>;
  readonly unit: ReadonlySignal<DistanceUnit>;
  moveTo(centre: NearCentre): Promise<void>;
  /** Twice as far as before. */
  lookFurther(): Promise<void>;
  retry(): Promise<void>;
  showMore(): void;
  setFilters(filters: CareFilters): void;
  /** Drops place and results out of memory. */
  forget(): void;
}

export function createNearState(parts: {
  readonly directory: CareDirectory;
  readonly now: () => Date;
}): NearState {
  const centre = signal<NearCentre | null>(null);
  const lookup = signal<Lookup>({ kind: 'none' });
  const around = signal<Surroundings | null>(null);
  const filters = signal<CareFilters>(NO_FILTERS);
  const limit = signal(NEAREST);
  const selected = signal<CareEntryId | null>(null);
  let stretch = 1;
  let running = new AbortController();

  const ranking = computed(() => {
    const from = centre.value;
    if (from === null || around.value === null) return { nearest: [], matching: 0 };
    return rank(around.value.tiles, from, createMatcher(filters.value, parts.now()), limit.value);
  });
  const shown = computed<readonly NearEntry[]>(() => {
    const from = centre.value;
    if (from === null) return [];
    const sources = around.value?.sources;
    return ranking.value.nearest.map((entry) => ({
      entry,
      source: sources?.get(entry.source),
      distanceKm: distanceKm(from, entry),
    }));
  });

  const look = async (): Promise<void> => {
    const from = centre.peek();
    if (from === null) return;
    running.abort();
    const { signal: aborted } = (running = new AbortController());
    lookup.value = { kind: 'looking', progress: null };
    const found = await parts.directory.around(from, stretch, {
      signal: aborted,
      onProgress: (progress) => {
        if (!aborted.aborted) lookup.value = { kind: 'looking', progress };
      },
    });
    if (aborted.aborted) return;
    batch(() => {
      if (found.ok) around.value = found.value;
      lookup.value = found.ok ? { kind: 'found' } : { kind: 'failed', failure: found.error };
    });
  };

  return {
    centre,
    lookup,
    around,
    filters,
    shown,
    matching: computed(() => ranking.value.matching),
    languages: computed(() => languagesOf(around.value)),
    selected,
    unit: distanceUnit,
    moveTo(next) {
      batch(() => {
        // What is near one place says nothing about another.
        around.value = null;
        centre.value = next;
        selected.value = null;
        limit.value = NEAREST;
      });
      stretch = 1;
      return look();
    },
    lookFurther() {
      stretch *= 2;
      return look();
    },
    retry: look,
    showMore: () => void (limit.value += NEAREST),
    setFilters(next) {
      batch(() => {
        filters.value = next;
        limit.value = NEAREST;
      });
    },
    forget() {
      running.abort();
      batch(() => {
        centre.value = null;
        around.value = null;
        lookup.value = { kind: 'none' };
        filters.value = NO_FILTERS;
        selected.value = null;
        limit.value = NEAREST;
      });
      stretch = 1;
    },
  };
}

function languagesOf(around: Surroundings | null): readonly string[] {
  const speakers = new Map<string, number>();
  for (const { entries } of around?.tiles ?? []) {
    for (const { languages = [] } of entries) {
      for (const tag of new Set(languages.map((language) => language.split('-')[0] ?? language)))
        speakers.set(tag, (speakers.get(tag) ?? 0) + 1);
    }
  }
  return [...speakers].sort((left, right) => right[1] - left[1]).map(([tag]) => tag);
}
