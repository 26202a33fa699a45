import { signal } from '@preact/signals';
import type { UpdatePort } from './services.ts';

/** The part of the browser's service worker container that is used. */
export interface WorkerContainer {
  readonly controller: object | null;
  addEventListener(type: 'controllerchange', listener: () => void): void;
  register(): Promise<WorkerRegistration>;
}

export interface WorkerRegistration {
  readonly waiting: { postMessage(message: 'apply-update'): void } | null;
  readonly installing: InstallingWorker | null;
  addEventListener(type: 'updatefound', listener: () => void): void;
  update(): Promise<unknown>;
}

interface InstallingWorker {
  readonly state: string;
  addEventListener(type: 'statechange', listener: () => void): void;
}

export interface Update extends UpdatePort {
  /** Registers the service worker; does nothing where there are none. */
  start(): Promise<void>;
  /** Looks for a newer version now; the browser asks no host but ours. */
  check(): Promise<void>;
}

/**
 * A new version installs beside the old one and waits. Only the person's word starts it, and only after what they
 * were writing is durable; other open tabs then offer the same instead of reloading by themselves.
 */
export function createUpdate(parts: {
  readonly container: WorkerContainer | null;
  readonly version: string;
  readonly finishWriting: () => Promise<void>;
  readonly reload: () => void;
}): Update {
  const { container } = parts;
  const waiting = signal(false);
  let registration: WorkerRegistration | null = null;
  let applying = false;
  // The first service worker of a new visitor takes over the same version: nothing to tell.
  let controlled = container?.controller !== null;

  const watch = (installing: InstallingWorker): void => {
    installing.addEventListener('statechange', () => {
      if (installing.state === 'installed' && container?.controller !== null) waiting.value = true;
    });
  };

  return {
    waiting,
    version: parts.version,

    async start() {
      if (container === null) return;
      container.addEventListener('controllerchange', () => {
        if (applying) parts.reload();
        else if (controlled) waiting.value = true;
        controlled = true;
      });
      try {
        registration = await container.register();
      } catch {
        // Refused (private mode, storage full): the app works, only not offline. Tried again at the next start.
        return;
      }
      if (registration.waiting !== null && controlled) waiting.value = true;
      if (registration.installing !== null) watch(registration.installing);
      registration.addEventListener('updatefound', () => {
        if (registration?.installing) watch(registration.installing);
      });
    },

    async check() {
      try {
        await registration?.update();
      } catch {
        // Offline: the next check will do.
      }
    },

    async apply() {
      await parts.finishWriting();
      applying = true;
      if (registration?.waiting) registration.waiting.postMessage('apply-update');
      else parts.reload();
    },
  };
}
