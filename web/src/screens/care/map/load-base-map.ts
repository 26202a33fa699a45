import type { BaseMap, BaseMapParts } from './base-map.ts';
import { startSvgBaseMap } from './svg-base-map.ts';
import { readOutlines, type WorldOutlines } from './world-outlines.ts';

export type StartedMap =
  /** Drawn by WebGL, and so able to show a detailed map. */
  | { readonly kind: 'gl'; readonly map: BaseMap }
  | { readonly kind: 'svg'; readonly map: BaseMap }
  /** The outlines have not come to this device yet: markers and distances stand on an empty sheet. */
  | { readonly kind: 'bare'; readonly map: BaseMap };

/** Whether this browser draws in three dimensions at all; asked before the library that needs it is fetched. */
function canDrawGl(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

async function loadOutlines(): Promise<WorldOutlines | null> {
  try {
    return readOutlines((await import('virtual:undertone-world')).WORLD_JSON);
  } catch {
    return null;
  }
}

/** The best drawing that this device is capable of now; it never fails. `parts` is asked for when the drawing begins. */
export async function startBaseMap(partsNow: () => BaseMapParts, gl = canDrawGl()): Promise<StartedMap> {
  const [outlines, library] = await Promise.all([
    loadOutlines(),
    gl ? import('./gl-base-map.ts').catch(() => null) : null,
  ]);
  if (outlines !== null && library !== null) {
    try {
      return { kind: 'gl', map: library.startGlBaseMap(outlines, partsNow()) };
    } catch {
      partsNow().container.replaceChildren();
    }
  }
  return { kind: outlines === null ? 'bare' : 'svg', map: startSvgBaseMap(outlines, partsNow()) };
}
