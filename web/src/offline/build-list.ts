import type { BuildFile } from './verified-files.ts';

/** A row of the list that the build writes into the service worker. */
export interface ListedFile {
  readonly url: string;
  /** `sha256-` and base64, as in subresource integrity. */
  readonly integrity?: string;
}

/** Origin-relative files with their hashes; a row without one is a bug of the build and throws. */
export function readBuildList(rows: readonly ListedFile[]): readonly BuildFile[] {
  return rows.map(({ url, integrity }) => {
    if (integrity === undefined || !integrity.startsWith('sha256-')) throw new Error(`no hash for ${url}`);
    const binary = atob(integrity.slice('sha256-'.length));
    const sha256 = Array.from(binary, (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('');
    const path = `/${url.replace(/^\//, '')}`;
    // A page is served without the end of its name, and redirects there from it.
    return { url: path.replace(/(?:index)?\.html$/, ''), sha256 };
  });
}

/**
 * Models and their runtimes: tens of times the shell, so fetched once the person has something on the screen. The
 * gazetteer: fetched when somebody looks for a place.
 */
export function isHeavy(file: BuildFile): boolean {
  return /^\/assets\/(models|places)\//.test(file.url) || file.url.endsWith('.wasm');
}

/** MediaPipe in the face's worker, MapLibre and its worker, the outlines of the world: larger than the whole shell. */
const ON_DEMAND = ['face-reader.worker', 'gl-base-map', 'maplibre-gl-worker', '_virtual_undertone-world'];

/** Kept from its first use on. */
export function isOnDemand(file: BuildFile): boolean {
  return ON_DEMAND.some((name) => file.url.startsWith(`/assets/${name}-`));
}
