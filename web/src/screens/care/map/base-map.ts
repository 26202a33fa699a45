import type { Language } from '../../../app/i18n.ts';
import type { DetailedMap } from './detailed-map.ts';
import type { View } from './mercator.ts';

/** What lies under the markers: coasts and borders, drawn by WebGL or as SVG. */
export interface BaseMap {
  /** Shows that part of the world; `onView` is told, once or, while it glides, at every frame. */
  show(view: View, how: 'jump' | 'glide'): void;
  /** Roads and names from the deployment's own archive, or, with `null`, no longer. */
  showDetail(detail: DetailedMap | null): void;
  /** After a change between day and dusk. */
  recolour(): void;
  destroy(): void;
}

export interface BaseMapParts {
  /** Empty, positioned, and as large as the map is to be. */
  readonly container: HTMLElement;
  readonly view: View;
  /** Of the names on a detailed map. */
  readonly language: Language;
  /** The person, or `show`, moved the map. */
  readonly onView: (view: View) => void;
  /** The first whole picture stands. */
  readonly onDrawn: () => void;
  /** It can draw no more: WebGL was lost for good. */
  readonly onFailure: () => void;
}
