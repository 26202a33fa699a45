import { Dexie } from 'dexie';
import { parseBase64Url } from '@undertone/base/bytes';
import { unwrap } from '@undertone/base/result';
import { PROTOCOL_VERSION } from '@undertone/contract/protocol';
import type { PulledOp, SyncReply } from '@undertone/contract/sync';
import { holdAccountKey, type VaultId } from '@undertone/crypto/account-key';
import { systemRandom } from '@undertone/base/clock';
import { createKeyring } from '@undertone/crypto/keyring';
import type { AccountSecrets } from './device.ts';

/**
 * The least that a first sync could be: the same pages from the same server, every row opened and put into one Dexie
 * table, with no schema, no merge, no cursor and no journal. Milliseconds until all of it is stored.
 */
export async function floor(
  secrets: AccountSecrets,
): Promise<{ readonly ms: number; readonly rows: number }> {
  const keyring = createKeyring(
    secrets.vaultId as VaultId,
    holdAccountKey(unwrap(parseBase64Url(secrets.accountKey))),
    systemRandom,
  );
  const database = new Dexie('floor');
  database.version(1).stores({ rows: 'recordId' });
  await database.open();
  const store = async (ops: readonly PulledOp[]): Promise<void> => {
    const sealed = ops.map((op) => ({ ...op, envelope: unwrap(parseBase64Url(op.sealed)) }));
    const payloads = await keyring.openRecords(sealed);
    const texts = payloads.map((payload) => JSON.parse(new TextDecoder().decode(unwrap(payload))) as unknown);
    if (texts.length !== ops.length) throw new Error('not every row was opened');
    await database.table('rows').bulkPut(sealed.map(({ recordId, envelope }) => ({ recordId, envelope })));
  };

  const startedAt = performance.now();
  let storing = Promise.resolve();
  let rows = 0;
  for (let cursor = 0, more = true; more;) {
    const reply = await fetch('/api/v1/sync', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ protocol: PROTOCOL_VERSION, cursor, ops: [] }),
    });
    const page = (await reply.json()) as SyncReply;
    ({ cursor, more } = page);
    rows += page.ops.length;
    storing = storing.then(() => store(page.ops));
  }
  await storing;
  const ms = performance.now() - startedAt;
  database.close();
  await Dexie.delete('floor');
  return { ms, rows };
}
