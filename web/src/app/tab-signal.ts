/** Tells the other tabs that something they hold in memory has changed in storage; says nothing about what. */
export interface TabSignal {
  tell(): void;
  listen(listener: () => void): void;
}

export const NO_OTHER_TABS: TabSignal = { tell: () => undefined, listen: () => undefined };

export function openTabSignal(name: string): TabSignal {
  if (globalThis.BroadcastChannel === undefined) return NO_OTHER_TABS;
  const channel = new BroadcastChannel(name);
  return {
    tell: () => channel.postMessage(null),
    listen: (listener) => channel.addEventListener('message', listener),
  };
}
