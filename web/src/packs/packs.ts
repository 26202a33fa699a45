import { computed, signal } from '@preact/signals';
import { err, ok } from '@undertone/base/result';
import type { Bytes } from '@undertone/base/bytes';
import type { CallApi } from '../app/call-api.ts';
import type { Outbound } from '../app/outbound.ts';
import {
  USED_AT_A_TAP,
  type Pack,
  type PackSource,
  type PacksPort,
  type PackState,
} from '../app/packs-port.ts';
import { sha256Hex } from '../offline/verified-files.ts';
import { downloadFile, type DownloadFailure } from './download-file.ts';
import type { PackPin, PackRole } from './pack-pin.ts';
import type { PackShelf } from './pack-shelf.ts';
import type { PacksInUse } from './packs-in-use.ts';

export interface PacksParts {
  readonly pins: readonly PackPin[];
  readonly callApi: CallApi;
  readonly outbound: Pick<Outbound, 'send' | 'fetchPinned'>;
  readonly shelf: PackShelf;
  readonly inUse: PacksInUse;
}

export interface Packs extends PacksPort {
  /** An installed pack's file; `null` where it is not here, or no longer the pinned one, which is then said. */
  read(pack: string, role: PackRole): Promise<Bytes | null>;
}

/**
 * Larger models from the deployment's own mirror, or where it has none and the build allows it from their pinned
 * address: fetched at a tap, checked, kept, and used only when switched on.
 */
export function createPacks({ pins, callApi, outbound, shelf, inUse }: PacksParts): Packs {
  type State = Exclude<PackState, { kind: 'installed' }> | { readonly kind: 'installed' };
  const states = signal<ReadonlyMap<string, State>>(new Map());
  const sources = signal<ReadonlyMap<string, PackSource>>(new Map());
  const underWay = new Map<string, AbortController>();
  /** Ends of downloads, stopped ones included: nothing is begun or thrown away under one's hands. */
  const ends = new Map<string, Promise<unknown>>();

  const packs = computed(() =>
    pins.map((pin): Pack => {
      const state = states.value.get(pin.id) ?? { kind: 'absent' };
      return {
        id: pin.id,
        task: pin.task,
        name: pin.name,
        revision: pin.revision,
        licence: pin.licence,
        bytes: pin.files.reduce((sum, { bytes = 0 }) => sum + bytes, 0),
        source: sources.value.get(pin.id) ?? { kind: 'unknown' },
        state: state.kind === 'installed' ? { ...state, inUse: inUse.ids.value.has(pin.id) } : state,
      };
    }),
  );

  const setState = (id: string, state: State): void => {
    states.value = new Map(states.value).set(id, state);
    const task = pins.find((pin) => pin.id === id)?.task;
    if (task !== undefined && USED_AT_A_TAP.includes(task)) inUse.set(id, state.kind === 'installed');
  };

  const look = async (pin: PackPin): Promise<State> => {
    const files = await Promise.all(pin.files.map(({ sha256 }) => shelf.look(pin.id, sha256)));
    const loadedBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
    if (files.every(({ whole }) => whole)) return { kind: 'installed' };
    if (files.some(({ spoiled, whole, bytes }) => spoiled && !whole && bytes === 0))
      return { kind: 'failed', reason: 'spoiled', loadedBytes };
    return loadedBytes > 0 ? { kind: 'paused', loadedBytes } : { kind: 'absent' };
  };

  const askOffer = async (): Promise<void> => {
    const offer = await callApi('packs', {});
    if (!offer.ok) return;
    const mirrored = new Set(offer.value.files.map(({ pack, file }) => `${pack}/${file}`));
    const sourceOf = ({ id, files }: PackPin): PackSource => {
      if (files.every(({ sha256 }) => mirrored.has(`${id}/${sha256}`))) return { kind: 'mirror' };
      const [host, ...others] = new Set(files.map(({ url }) => url && new URL(url).host));
      return host === undefined || others.length > 0 ? { kind: 'none' } : { kind: 'direct', host };
    };
    sources.value = new Map(pins.map((pin) => [pin.id, sourceOf(pin)]));
  };

  const download = async (pin: PackPin, { signal: abort }: AbortController, direct: boolean) => {
    let earlierBytes = 0;
    for (const file of pin.files) {
      let fileBytes = 0;
      const outcome = await downloadFile(pin.id, file, {
        outbound,
        shelf,
        direct,
        signal: abort,
        onLoaded: (bytes) => {
          fileBytes = bytes;
          if (!abort.aborted) setState(pin.id, { kind: 'downloading', loadedBytes: earlierBytes + bytes });
        },
        onVerifying: () => {
          if (!abort.aborted) setState(pin.id, { kind: 'verifying' });
        },
      });
      if (!outcome.ok) return outcome;
      earlierBytes += fileBytes;
    }
    return ok();
  };

  const stop = (id: string): void => {
    underWay.get(id)?.abort();
    underWay.delete(id);
  };

  return {
    packs,

    async refresh() {
      const idle = pins.filter(({ id }) => !underWay.has(id) && states.value.get(id)?.kind !== 'failed');
      await Promise.all([
        askOffer(),
        ...idle.map(async (pin) => {
          const before = states.value.get(pin.id);
          const state = await look(pin);
          // Fetched or removed during the look: what it saw is over.
          if (!underWay.has(pin.id) && states.value.get(pin.id) === before) setState(pin.id, state);
        }),
      ]);
    },

    async install(id, agreedHost) {
      const pin = pins.find((one) => one.id === id);
      if (pin === undefined) return err('missing');
      stop(id);
      const controller = new AbortController();
      underWay.set(id, controller);
      await ends.get(id);
      const source = sources.value.get(id);
      const direct = source?.kind === 'direct' && source.host === agreedHost;
      const downloading = download(pin, controller, direct);
      ends.set(
        id,
        downloading.catch(() => undefined),
      );
      const outcome = await downloading;
      // Paused, removed, or begun anew: what is shown is no longer this download's to say.
      if (underWay.get(id) !== controller) return err('paused');
      underWay.delete(id);
      setState(id, outcome.ok ? { kind: 'installed' } : stateAfter(outcome.error, await look(pin)));
      return outcome;
    },

    pause(id) {
      const state = states.value.get(id);
      if (state?.kind !== 'downloading') return;
      stop(id);
      setState(id, { kind: 'paused', loadedBytes: state.loadedBytes });
    },

    async remove(id) {
      stop(id);
      inUse.set(id, false);
      await ends.get(id);
      await shelf.remove(id);
      setState(id, { kind: 'absent' });
    },

    async use(id, wanted) {
      inUse.set(id, wanted);
    },

    async read(id, role) {
      const file = pins.find((one) => one.id === id)?.files.find((one) => one.role === role);
      if (file === undefined) return null;
      const { bytes: length, whole } = await shelf.look(id, file.sha256);
      if (!whole) return null;
      const bytes = new Uint8Array(length);
      let at = 0;
      for await (const piece of shelf.pieces(id, file.sha256)) {
        if (at + piece.length > length) break;
        bytes.set(piece, at);
        at += piece.length;
      }
      if ((await sha256Hex(bytes)) === file.sha256) return bytes;
      if (!underWay.has(id)) {
        await shelf.spoil(id, file.sha256);
        setState(id, { kind: 'failed', reason: 'spoiled', loadedBytes: 0 });
      }
      return null;
    },
  };

  function stateAfter(failure: DownloadFailure, found: State): State {
    const loadedBytes = 'loadedBytes' in found ? found.loadedBytes : 0;
    return failure === 'paused' ? found : { kind: 'failed', reason: failure, loadedBytes };
  }
}
