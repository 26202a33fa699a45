import { openDevice, type AccountSecrets, type Device } from './device.ts';
import { floor } from './floor.ts';
import { takeLongTasks } from './long-tasks.ts';

/** What the benchmarks call from outside; whatever goes in or comes out is JSON. */
const api = {
  open: async (secrets: AccountSecrets): Promise<void> => {
    device = await openDevice(secrets);
  },
  device: (): Device => {
    if (device === null) throw new Error('no device is open');
    return device;
  },
  floor,
  takeLongTasks,
};

let device: Device | null = null;

export type BenchApi = typeof api;

declare global {
  interface Window {
    bench: BenchApi;
  }
}

window.bench = api;
