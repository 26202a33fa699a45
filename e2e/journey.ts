import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { inject, test, type TestAPI } from 'vitest';
import { ROOT } from '../scripts/root.ts';
import { launchBrowser, openDevice, photograph, type Device, type DeviceOptions } from './device.ts';
import { findInLog, readLog, secretsOf } from './log-canary.ts';
import { sharedProduct } from './product.ts';

interface JourneyParts {
  readonly browser: Browser;
  /** A fresh device; closed when the journey ends. */
  readonly newDevice: (options?: DeviceOptions) => Promise<Device>;
}

const withParts = test.extend<JourneyParts>({
  browser: [
    // eslint-disable-next-line no-empty-pattern -- vitest reads from the pattern which parts this one needs
    async ({}, use) => {
      const browser = await launchBrowser(requireChromium());
      await use(browser);
      await browser.close();
    },
    { scope: 'file' },
  ],
  newDevice: async ({ browser, task }, use) => {
    const devices: Device[] = [];
    const logFrom = statSync(sharedProduct().logPath).size;
    await use(async (options) => {
      const url = options?.productUrl ?? sharedProduct().url;
      const device = await openDevice(browser, requireChromium(), url, options);
      devices.push(device);
      return device;
    });
    const complaints = devices.flatMap((device) => device.complaints);
    const strangers = devices.flatMap((device) => device.strangers());
    const leaks = findInLog(
      readLog(sharedProduct().logPath, logFrom),
      secretsOf(devices.flatMap(({ wire }) => wire.exchanges)),
    );
    if (task.result?.state === 'fail') {
      const name = task.name.replaceAll(/\W+/g, '-').slice(0, 80);
      const words = await photograph(devices, join(ROOT, '.tsbuild', 'e2e'), name);
      console.error([...words, ...complaints].join('\n'));
    }
    for (const device of devices) await device.close();
    // Of every journey, whatever else it is about: a clean console, no host but our own, and a log of ids and codes.
    if (complaints.length > 0) throw new Error(`A page complained:\n${complaints.join('\n')}`);
    if (leaks.length > 0) throw new Error(`The server's log repeats what it was told: ${leaks.join(', ')}`);
    if (strangers.length > 0) throw new Error(`Other hosts were asked: ${strangers.join(', ')}`);
  },
});

/** A test in a real browser; skipped where there is none. */
export const journey: TestAPI<JourneyParts>['skip'] =
  inject('chromium') === null ? withParts.skip : withParts;

function requireChromium(): string {
  const chromium = inject('chromium');
  if (chromium === null) throw new Error('journeys are skipped without a browser');
  return chromium;
}
