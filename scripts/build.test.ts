import { afterEach, expect, it, vi } from 'vitest';
import { buildWeb } from './build.ts';

afterEach(() => vi.unstubAllEnvs());

it('does not build or deploy the app while a variable of the tests names other pins', async () => {
  vi.stubEnv('UNDERTONE_PACK_MANIFEST', 'pins.json');
  await expect(buildWeb()).rejects.toThrow('the pins of models/packs.json only');
});
