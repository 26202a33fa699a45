import { toBase64Url, utf8, type Bytes } from '@undertone/base/bytes';
import type { AuditEntry, AuditMark } from './audit.ts';

/** A row before it is sealed into its chain. */
export type AuditEntryBody = Omit<AuditEntry, 'hash' | 'keyId' | 'signature'>;

type AuditMarkBody = Omit<AuditMark, 'keyId' | 'signature'>;

/**
 * What a row's hash is taken over: its fields as JSON in canonical form (RFC 8785), with the hash of the row before.
 * Values are strings, whole numbers and nulls only, for which that form is `JSON.stringify` with sorted names.
 */
export function canonicalEntry(body: AuditEntryBody): string {
  const { chain, seq, at, actor, action, outcome, person, organisation, subject, country, device } = body;
  const { requestId, prev } = body;
  return canonical({
    ...{ chain, seq, at, actor, action, outcome, person, organisation, subject, country, device },
    ...{ requestId, prev },
  });
}

/** SHA-256 of the canonical row, base64url. */
export async function hashOfEntry(body: AuditEntryBody): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(canonicalEntry(body)))));
}

/** What is signed of a row: its hash, which covers chain, number, content and everything before. */
export function entryMessage(hash: string): Bytes {
  return utf8(`undertone-audit/1/entry\n${hash}`);
}

/** What is signed of a head or a checkpoint. The first line keeps the one from being shown as the other. */
export function markMessage(kind: 'head' | 'checkpoint', { chain, seq, hash, at }: AuditMarkBody): Bytes {
  return utf8(`undertone-audit/1/${kind}\n${canonical({ chain, seq, hash, at })}`);
}

function canonical(fields: Readonly<Record<string, string | number | null>>): string {
  const names = Object.keys(fields).sort();
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, fields[name]])));
}
