import { signal, type ReadonlySignal } from '@preact/signals';

/**
 * Which installed packs the person has switched on. Off until they do: a pack changes how entries are read. One that is
 * used at a tap only is on while it is installed, so that a screen knows without the code of packs.
 */
export interface PacksInUse {
  readonly ids: ReadonlySignal<ReadonlySet<string>>;
  set(id: string, inUse: boolean): void;
}

export const PACKS_IN_USE_KEY = 'undertone-packs-in-use';

export function createPacksInUse(
  read: (key: string) => string | null,
  write: (key: string, value: string | null) => void,
): PacksInUse {
  const ids = signal<ReadonlySet<string>>(new Set((read(PACKS_IN_USE_KEY) ?? '').split(' ').filter(Boolean)));
  return {
    ids,
    set(id, inUse) {
      if (ids.value.has(id) === inUse) return;
      const next = new Set(ids.value);
      if (inUse) next.add(id);
      else next.delete(id);
      ids.value = next;
      write(PACKS_IN_USE_KEY, next.size === 0 ? null : [...next].join(' '));
    },
  };
}
