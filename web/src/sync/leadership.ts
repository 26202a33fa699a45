/** Which of a device's tabs syncs. */
export interface Leadership {
  /** Calls `lead` once this tab is the one. The returned function gives up the place, or the wait for it. */
  seek(lead: () => void): () => void;
}

/**
 * By a Web Lock, which the browser hands on when a tab dies. Where there are none every tab leads: exchanges are
 * idempotent, so that is slower and otherwise right.
 */
export function createLeadership(name: string, locks: LockManager | undefined): Leadership {
  return {
    seek(lead) {
      if (locks === undefined) {
        lead();
        return () => {};
      }
      const stop = new AbortController();
      const held = locks.request(name, { signal: stop.signal }, async () => {
        if (stop.signal.aborted) return;
        lead();
        await new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
      });
      // Aborting while still waiting in the queue rejects, which is what was asked for.
      held.catch(() => undefined);
      return () => stop.abort();
    },
  };
}
