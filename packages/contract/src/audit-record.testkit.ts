import { toBase64Url, type Bytes } from '@undertone/base/bytes';
import { entryMessage, hashOfEntry, markMessage, type AuditEntryBody } from './audit-chain.ts';
import { AUDIT_EXPORT_FORMAT, type AuditEntry, type AuditExport, type AuditKey } from './audit.ts';

export const CHAIN = `account:${'A'.repeat(22)}`;
export const OTHER_CHAIN = `account:${'B'.repeat(22)}`;

/** A deployment in miniature: signs rows, heads and checkpoints with a key of its own. */
export async function createTestSigner(kid = 'K'.repeat(43)) {
  const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify']);
  const { privateKey, publicKey } = pair as unknown as CryptoKeyPair;
  const raw = await crypto.subtle.exportKey('raw', publicKey);
  const x = toBase64Url(new Uint8Array(raw));
  const key: AuditKey = { kty: 'OKP', crv: 'Ed25519', kid, x, use: 'sig', alg: 'EdDSA' };
  const sign = async (message: Bytes) => ({
    keyId: kid,
    signature: toBase64Url(new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, message))),
  });

  const seal = async (body: AuditEntryBody): Promise<AuditEntry> => {
    const hash = await hashOfEntry(body);
    return { ...body, hash, ...(await sign(entryMessage(hash))) };
  };
  const mark = async (kind: 'head' | 'checkpoint', parts: Parameters<typeof markMessage>[1]) => ({
    ...parts,
    ...(await sign(markMessage(kind, parts))),
  });

  /** A whole record of `count` rows, an hour apart. */
  const record = async (count: number, chain = CHAIN): Promise<AuditExport> => {
    const entries: AuditEntry[] = [];
    for (let seq = 1; seq <= count; seq++) {
      entries.push(
        await seal({
          ...{ chain, seq, at: seq * 3_600_000, actor: 'self', action: 'session.started', outcome: 'done' },
          ...{ person: null, organisation: null, subject: `session-${seq}`, country: 'DE' },
          ...{ device: 'Firefox, Linux', requestId: null, prev: entries.at(-1)?.hash ?? '' },
        }),
      );
    }
    const hash = entries.at(-1)?.hash ?? '';
    const head = await mark('head', { chain, seq: count, hash, at: (count + 1) * 3_600_000 });
    return { format: AUDIT_EXPORT_FORMAT, checkpoint: null, entries, head, keys: [key] };
  };
  return { key, seal, mark, record };
}
