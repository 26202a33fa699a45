import { systemClock } from '@undertone/base/clock';
import { createFakeServices } from './fake-services.ts';
import type { Services } from './services.ts';

/** Stands in until the vault, sync and inference parts are composed here. */
export async function composeServices(): Promise<Services> {
  return createFakeServices({ clock: systemClock });
}
