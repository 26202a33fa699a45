import { systemClock, systemRandom } from '@undertone/base/clock';
import type { PasskeyHost } from '../lock/passkey.ts';
import type { RelockHost } from '../lock/relock.ts';
import type { InstallPrompt, StorageHost } from '../storage/storage-safety.ts';
import { FILES_CACHE, type FileCache } from '../offline/verified-files.ts';
import type { LedgerChannel } from './ledger.ts';
import { LEDGER_CHANNEL, type LedgerLine } from './ledger-line.ts';
import { toLedgerLines, type LoadTiming } from './page-loads.ts';
import { trustedScriptUrl } from './trusted-script-url.ts';
import type { WorkerContainer } from './update.ts';

/** Thin adapters over what a browser has, or lacks. */

export function browserWorkerContainer(onAsked: () => void): WorkerContainer | null {
  const { serviceWorker } = navigator;
  // The development server has no built worker to give.
  if (serviceWorker === undefined || import.meta.env.DEV) return null;
  return {
    get controller() {
      return serviceWorker.controller;
    },
    addEventListener: (type, listener) => serviceWorker.addEventListener(type, listener),
    register: async () => {
      onAsked();
      const registration = await serviceWorker.register(trustedScriptUrl('/sw.js'), {
        updateViaCache: 'none',
      });
      return registration;
    },
  };
}

/** Chromium's events and properties that the DOM's types lack. */
interface InstallableWindow {
  addEventListener(type: 'beforeinstallprompt', listener: (event: Event & InstallPrompt) => void): void;
}

export const browserStorageHost: StorageHost = {
  // `navigator.storage` is missing on plain http.
  storage: (navigator as { storage?: StorageManager }).storage,
  isInstalled: () =>
    matchMedia('(display-mode: standalone)').matches ||
    (navigator as { standalone?: boolean }).standalone === true,
  onInstallable: (listener) =>
    (window as InstallableWindow).addEventListener('beforeinstallprompt', (event) => {
      // The offer waits in the app's own words instead of the browser's bar.
      event.preventDefault();
      listener(event);
    }),
  onInstalled: (listener) => window.addEventListener('appinstalled', listener),
};

/** `null` where caches are missing (plain http) or refused (some private modes). */
export async function openCacheNamed(name: string): Promise<FileCache | null> {
  try {
    return await caches.open(name);
  } catch {
    return null;
  }
}

const SIGNS_OF_A_PERSON = ['pointerdown', 'keydown', 'wheel', 'touchstart', 'input'] as const;

export const browserRelockHost: RelockHost = {
  isHidden: () => document.visibilityState === 'hidden',
  onVisibility: (listener) => {
    document.addEventListener('visibilitychange', listener);
    // A page that comes back from the back-forward cache, or from a frozen tab, may not have become visible just now.
    document.addEventListener('resume', listener);
    window.addEventListener('pageshow', listener);
  },
  onUse: (listener) => {
    for (const sign of SIGNS_OF_A_PERSON) {
      document.addEventListener(sign, listener, { capture: true, passive: true });
    }
  },
};

export function browserPasskeyHost(): PasskeyHost {
  const { credentials } = navigator as { credentials?: CredentialsContainer };
  const { PublicKeyCredential: Api } = globalThis as {
    PublicKeyCredential?: typeof PublicKeyCredential;
  };
  return { credentials, PublicKeyCredential: Api, rpId: location.hostname };
}

/** Without it files are fetched anew each time. */
export function openFilesCache(): Promise<FileCache | null> {
  return openCacheNamed(FILES_CACHE);
}

/** Notes what the browser loads by itself, until the service worker is in charge and notes it instead. */
export function notePageLoads(note: (line: LedgerLine) => void): void {
  if (navigator.serviceWorker?.controller != null) return;
  const parts = { origin: location.origin, timeOrigin: performance.timeOrigin, random: systemRandom };
  const observe = (type: 'navigation' | 'resource'): void => {
    const observer = new PerformanceObserver((list) => {
      for (const line of toLedgerLines(list.getEntries() as unknown as readonly LoadTiming[], parts))
        note(line);
    });
    observer.observe({ type, buffered: true });
    navigator.serviceWorker?.addEventListener('controllerchange', () => observer.disconnect());
  };
  observe('navigation');
  observe('resource');
}

/** A request that the browser makes on our word: for the service worker's script. */
export function scriptCheckLine(id: string): LedgerLine {
  return {
    id,
    at: systemClock.now(),
    method: 'GET',
    path: '/sw.js',
    via: 'navigation',
    requestBytes: 0,
    responseBytes: null,
    fields: [],
    status: navigator.onLine ? 200 : 'failed',
  };
}

/** The person has asked the browser to spare data, or pays for it. */
export function sparesData(): boolean {
  const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}

/** `null` where tabs cannot hear each other. */
export function openLedgerChannel(): LedgerChannel | null {
  return globalThis.BroadcastChannel === undefined ? null : new BroadcastChannel(LEDGER_CHANNEL);
}
