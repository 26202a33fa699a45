import type { DraftRow } from '../sync/store-rows.ts';

/** Drafts that the device did not take, in this tab's memory as sealed as they would lie at rest: no lock lets go of them. */
export interface HeldDrafts {
  readonly rows: ReadonlyMap<string, DraftRow>;
  hold(name: string, row: DraftRow): void;
  release(name: string): void;
  clear(): void;
}

/** The part of the window that is used. */
type ClosingTab = Pick<Window, 'addEventListener' | 'removeEventListener'>;

/** Nothing but closing the tab loses them: while there are any, the browser asks first. */
export function createHeldDrafts(tab: ClosingTab | undefined = globalThis.window): HeldDrafts {
  const rows = new Map<string, DraftRow>();
  const settle = () => {
    if (rows.size === 0) tab?.removeEventListener('beforeunload', ask);
    else tab?.addEventListener('beforeunload', ask);
  };
  return {
    rows,
    hold(name, row) {
      rows.set(name, row);
      settle();
    },
    release(name) {
      rows.delete(name);
      settle();
    },
    clear() {
      rows.clear();
      settle();
    },
  };
}

function ask(event: Event): void {
  event.preventDefault();
}
