import { createVault } from '@undertone/crypto/account-key';
import { createKeyring } from '@undertone/crypto/keyring';
import { createRecordCodec, type RecordCodec } from '@undertone/web/vault/record-codec';
import type { Chance } from './chance.ts';
import type { Stage } from './stage.ts';

/** The real sealing. Its steps end on other threads, so the stage waits for them. */
export function createSealedCodec(stage: Stage, chance: Chance): RecordCodec {
  const random = (length: number) => Uint8Array.from({ length }, () => chance.below(256));
  const { vaultId, accountKey } = createVault(random);
  const codec = createRecordCodec(createKeyring(vaultId, accountKey, random));
  const outside = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    stage.enter();
    try {
      return await work();
    } finally {
      stage.leave();
    }
  };
  return {
    seal: (address, document) => outside(() => codec.seal(address, document)),
    open: (states) => outside(() => codec.open(states)),
  };
}
