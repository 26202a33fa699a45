import { systemClock, systemRandom } from '@undertone/base/clock';
import { requireSecret, type Environment } from '../environment.ts';
import { createSealer } from './sealer.ts';
import { createSigningKeys, type SigningKeys } from './signing-keys.ts';

/** The signing keys of the deployment that an environment belongs to. Throws when their secret is missing or short. */
export async function signingKeysOf(environment: Environment): Promise<SigningKeys> {
  const sealing = {
    current: requireSecret(environment, 'SEALING_SECRET'),
    previous: environment.SEALING_SECRET_PREVIOUS,
  };
  const sealer = await createSealer(sealing, 'signing-keys', systemRandom);
  return createSigningKeys(environment.DB, sealer, systemClock);
}
