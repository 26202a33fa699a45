import { expect, test } from 'vitest';
import { createUpdate, type WorkerRegistration } from './update.ts';

function setUp({ controlled = true, waitingAtStart = false, refuses = false } = {}) {
  const log: string[] = [];
  const listeners = new Map<string, () => void>();
  const installing = {
    state: 'installing',
    addEventListener: (_: string, run: () => void) => listeners.set('state', run),
  };
  const registration = {
    waiting: waitingAtStart ? { postMessage: (message: string) => log.push(message) } : null,
    installing: null as typeof installing | null,
    addEventListener: (type: string, run: () => void) => listeners.set(type, run),
    update: async () => undefined,
  };
  const container = {
    controller: controlled ? {} : null,
    addEventListener: (type: string, run: () => void) => listeners.set(type, run),
    register: async () => {
      if (refuses) throw new DOMException('', 'SecurityError');
      return registration as WorkerRegistration;
    },
  };
  const update = createUpdate({
    container,
    version: '1',
    finishWriting: async () => void log.push('written'),
    reload: () => log.push('reload'),
  });
  return {
    update,
    log,
    registration,
    fire: (type: string) => listeners.get(type)?.(),
    finishInstall: () => {
      registration.installing = installing;
      listeners.get('updatefound')?.();
      installing.state = 'installed';
      registration.waiting = { postMessage: (message: string) => log.push(message) };
      listeners.get('state')?.();
    },
  };
}

test('a new version is offered, and nothing reloads by itself', async () => {
  const { update, log, finishInstall } = setUp();
  await update.start();
  expect(update.waiting.value).toBe(false);
  finishInstall();
  expect(update.waiting.value).toBe(true);
  expect(log).toEqual([]);
});

test('applying saves what is being written, then switches, then reloads once', async () => {
  const { update, log, fire } = setUp({ waitingAtStart: true });
  await update.start();
  await update.apply();
  expect(log).toEqual(['written', 'apply-update']);
  fire('controllerchange');
  expect(log).toEqual(['written', 'apply-update', 'reload']);
});

test('another tab that applied the update makes this one offer it, not reload', async () => {
  const { update, log, fire } = setUp();
  await update.start();
  fire('controllerchange');
  expect(update.waiting.value).toBe(true);
  expect(log).toEqual([]);
  await update.apply();
  expect(log).toEqual(['written', 'reload']);
});

test('the first service worker of a new visitor is no update', async () => {
  const { update, fire, finishInstall } = setUp({ controlled: false });
  await update.start();
  finishInstall();
  fire('controllerchange');
  expect(update.waiting.value).toBe(false);
});

test('a refused registration leaves the app as it is', async () => {
  const { update } = setUp({ refuses: true });
  await update.start();
  await update.check();
  expect(update.waiting.value).toBe(false);
});
