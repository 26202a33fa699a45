import { computed, signal } from '@preact/signals';
import type { Packs } from './packs.ts';

/** Few people add a pack: the code that fetches and reads them comes with the first look at the page of models. */
export function lazyPacks(load: () => Promise<Packs>): Packs {
  const loaded = signal<Packs | null>(null);
  let loading: Promise<Packs> | null = null;
  const packs = (): Promise<Packs> => {
    loading ??= load().then(
      (ready) => (loaded.value = ready),
      (failure: unknown) => {
        // Offline before the code was kept: the next tap tries again.
        loading = null;
        throw failure;
      },
    );
    return loading;
  };
  return {
    packs: computed(() => loaded.value?.packs.value ?? []),
    // The page of models says that there are none to be had, and asks again the next time.
    refresh: async () => (await packs().catch(() => null))?.refresh(),
    install: async (...given) => (await packs()).install(...given),
    pause: (id) => loaded.value?.pause(id),
    remove: async (id) => (await packs()).remove(id),
    use: async (id, inUse) => (await packs()).use(id, inUse),
    // A reading goes on with the shipped models.
    read: async (id, role) => (await packs().catch(() => null))?.read(id, role) ?? null,
  };
}
