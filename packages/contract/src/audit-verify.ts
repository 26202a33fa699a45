import { parseBase64Url, type Bytes } from '@undertone/base/bytes';
import { entryMessage, hashOfEntry, markMessage } from './audit-chain.ts';
import type { AuditEntry, AuditExport, AuditKey, AuditMark } from './audit.ts';

/**
 * What is wrong with a record. `altered`: the row is not what was hashed. `forged`: the hash was made anew without
 * the key. `unlinked`: the row follows another one than the one before it. `missing`: rows up to `to` are not there.
 * `out-of-place`: its number was passed already. `foreign`: it stands in another chain.
 */
export interface AuditFinding {
  readonly fault:
    | 'altered'
    | 'forged'
    | 'unknown-key'
    | 'unlinked'
    | 'missing'
    | 'out-of-place'
    | 'foreign'
    | 'head-forged'
    | 'head-differs'
    | 'checkpoint-forged'
    | 'shorter-than-before'
    | 'differs-from-before';
  /** The row it is about; the first of several. */
  readonly seq: number;
  readonly to?: number;
}

type Verify = (
  keyId: string,
  signature: string,
  message: Bytes,
) => Promise<'genuine' | 'forged' | 'unknown-key'>;

/**
 * Checks every row, every link and every signature of an export against public keys that the caller trusts. No
 * finding: nothing was changed, dropped, moved or cut off since the head was signed.
 */
export async function verifyAuditExport(
  { checkpoint, entries, head }: AuditExport,
  keys: readonly AuditKey[],
): Promise<readonly AuditFinding[]> {
  const verify = verifierOf(keys);
  const findings: AuditFinding[] = [];
  if (checkpoint !== null && (await faultOfMark(verify, 'checkpoint', checkpoint)) !== null) {
    findings.push({ fault: 'checkpoint-forged', seq: checkpoint.seq });
  }
  if (checkpoint !== null && checkpoint.chain !== head.chain) {
    findings.push({ fault: 'foreign', seq: checkpoint.seq });
  }

  let [seq, hash] = checkpoint === null ? [0, ''] : [checkpoint.seq, checkpoint.hash];
  for (const entry of entries) {
    if (entry.chain !== head.chain) {
      findings.push({ fault: 'foreign', seq: entry.seq });
      continue;
    }
    const fault = await faultOfEntry(verify, entry);
    if (fault !== null) findings.push({ fault, seq: entry.seq });
    if (entry.seq <= seq) {
      findings.push({ fault: 'out-of-place', seq: entry.seq });
      continue;
    }
    if (entry.seq > seq + 1) findings.push({ fault: 'missing', seq: seq + 1, to: entry.seq - 1 });
    else if (entry.prev !== hash) findings.push({ fault: 'unlinked', seq: entry.seq });
    [seq, hash] = [entry.seq, entry.hash];
  }

  if ((await faultOfMark(verify, 'head', head)) !== null)
    findings.push({ fault: 'head-forged', seq: head.seq });
  if (head.seq > seq) findings.push({ fault: 'missing', seq: seq + 1, to: head.seq });
  else if (head.seq < seq || head.hash !== hash) findings.push({ fault: 'head-differs', seq });
  return findings;
}

/** Whether a newer export goes on from an older one of the same chain: finds what even a holder of the key rewrote. */
export function compareWithEarlier(newer: AuditExport, earlier: AuditExport): readonly AuditFinding[] {
  if (newer.head.chain !== earlier.head.chain) return [{ fault: 'foreign', seq: newer.head.seq }];
  if (newer.head.seq < earlier.head.seq) return [{ fault: 'shorter-than-before', seq: newer.head.seq }];
  const hashes = new Map(newer.entries.map((entry) => [entry.seq, entry.hash]));
  if (newer.checkpoint !== null) hashes.set(newer.checkpoint.seq, newer.checkpoint.hash);
  const purged = newer.checkpoint?.seq ?? 0;
  return [...earlier.entries, earlier.head]
    .filter(({ seq, hash }) => seq > 0 && seq >= purged && hashes.get(seq) !== hash)
    .slice(0, 1)
    .map(({ seq }) => ({ fault: 'differs-from-before' as const, seq }));
}

async function faultOfEntry(verify: Verify, entry: AuditEntry): Promise<AuditFinding['fault'] | null> {
  const verdict = await verify(entry.keyId, entry.signature, entryMessage(entry.hash));
  if (verdict !== 'genuine') return verdict;
  return (await hashOfEntry(entry)) === entry.hash ? null : 'altered';
}

async function faultOfMark(verify: Verify, kind: 'head' | 'checkpoint', mark: AuditMark) {
  const verdict = await verify(mark.keyId, mark.signature, markMessage(kind, mark));
  return verdict === 'genuine' ? null : verdict;
}

function verifierOf(keys: readonly AuditKey[]): Verify {
  const imported = new Map<string, Promise<CryptoKey>>();
  const find = (keyId: string) => {
    const known = imported.get(keyId);
    if (known !== undefined) return known;
    const x = keys.find(({ kid }) => kid === keyId)?.x;
    const raw = x === undefined ? null : parseBase64Url(x);
    if (raw === null || !raw.ok) return null;
    const key = crypto.subtle.importKey('raw', raw.value, 'Ed25519', false, ['verify']);
    imported.set(keyId, key);
    return key;
  };
  return async (keyId, signature, message) => {
    const key = await find(keyId);
    if (key === null) return 'unknown-key';
    const bytes = parseBase64Url(signature);
    const isGenuine = bytes.ok && (await crypto.subtle.verify('Ed25519', key, bytes.value, message));
    return isGenuine ? 'genuine' : 'forged';
  };
}
