import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { composeDependencies } from './compose.ts';

it.each(['BETTER_AUTH_SECRET', 'PRELOGIN_SECRET'] as const)(
  'does not start with %s missing or short',
  async (name) => {
    for (const secret of ['', 'short']) {
      await expect(composeDependencies({ ...env, [name]: secret })).rejects.toThrow(name);
    }
    const { [name]: _, ...without } = env;
    await expect(composeDependencies(without as typeof env)).rejects.toThrow(name);
  },
);
