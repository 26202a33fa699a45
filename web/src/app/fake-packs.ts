import { signal } from '@preact/signals';
import { ok } from '@undertone/base/result';
import type { Pack, PacksPort, PackState } from './packs-port.ts';

/** Packs in memory: a download stops half way until it is asked for again. */
export function createFakePacks(initial: readonly Pack[]): PacksPort {
  const packs = signal(initial);
  const set = (id: string, state: PackState) => {
    packs.value = packs.value.map((pack) => (pack.id === id ? { ...pack, state } : pack));
  };
  return {
    packs,
    refresh: async () => {},
    async install(id) {
      const pack = packs.value.find((one) => one.id === id);
      if (pack?.state.kind === 'absent') {
        set(id, { kind: 'downloading', loadedBytes: Math.round(pack.bytes / 2) });
        return new Promise(() => {});
      }
      set(id, { kind: 'installed', inUse: true });
      return ok();
    },
    pause(id) {
      const state = packs.value.find((one) => one.id === id)?.state;
      if (state?.kind === 'downloading') set(id, { kind: 'paused', loadedBytes: state.loadedBytes });
    },
    remove: async (id) => set(id, { kind: 'absent' }),
    use: async (id, inUse) => set(id, { kind: 'installed', inUse }),
  };
}
