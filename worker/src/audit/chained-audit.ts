import { toBase64Url } from '@undertone/base/bytes';
import type { EpochMs } from '@undertone/base/clock';
import {
  AUDIT_EXPORT_FORMAT,
  type AuditEntry,
  type AuditExport,
  type AuditKey,
} from '@undertone/contract/audit';
import { markMessage } from '@undertone/contract/audit-chain';
import type { AccountId } from '../db/account-id.ts';
import type { Environment } from '../environment.ts';
import type { SigningKeys } from '../secrets/signing-keys.ts';
import type { Audit, AuditEvent } from './audit.ts';
import type { Appended, AuditEntryParts } from './audit-chain.ts';
import { readEntriesBefore, readWhole, type WantedPast } from './audit-rows.ts';
import type { PseudonymOf } from './pseudonym.ts';

/** Whose chain is read. */
export type ChainOwner = { readonly account: AccountId } | { readonly organisation: string } | 'deployment';

/** What readers of the audit need; whether they may is decided before. */
export interface AuditRecord {
  /** Newest first. `before`: only rows numbered below. */
  page(owner: ChainOwner, before: number, limit: number): Promise<readonly AuditEntry[]>;
  /** A whole chain under a freshly signed head. */
  export(owner: ChainOwner, now: EpochMs): Promise<AuditExport>;
  keys(): Promise<readonly AuditKey[]>;
}

/** Sees each row after it was stored; what it finds may be recorded in turn. */
export interface AuditWatch {
  /** Which rows of the past it wants to see with such an event. */
  pastOf(event: AuditEvent, now: EpochMs): WantedPast | null;
  onAppended(event: AuditEvent, appended: Appended, audit: Audit, now: EpochMs): Promise<void>;
}

export function createChainedAudit(
  environment: Pick<Environment, 'AUDIT_CHAIN'>,
  pseudonymOf: PseudonymOf,
  watch: AuditWatch,
): Audit {
  const append = (chain: string, parts: AuditEntryParts, past: WantedPast | null) =>
    stubOf(environment.AUDIT_CHAIN, chain).append(chain, parts, past) as Promise<Appended>;

  const audit: Audit = {
    record: async (event, now) => {
      const { account, organisation } = event;
      const others = await rowOf(event, pseudonymOf, now);
      if (organisation !== undefined) {
        await append(await chainOf({ organisation }, pseudonymOf), others, null);
      }
      if (account === null && organisation !== undefined) return;
      const owner = account === null ? 'deployment' : { account };
      const parts =
        account === null
          ? others
          : { ...others, person: null, ...(event.actor === account ? { actor: 'self' } : {}) };
      const appended = await append(await chainOf(owner, pseudonymOf), parts, watch.pastOf(event, now));
      await watch.onAppended(event, appended, audit, now);
    },
  };
  return audit;
}

export function createAuditRecord(
  environment: Pick<Environment, 'AUDIT_CHAIN' | 'DB'>,
  pseudonymOf: PseudonymOf,
  signingKeys: SigningKeys,
): AuditRecord {
  const keys = async () =>
    (await signingKeys.publicKeys('audit')).map(({ keyId, x }) => ({
      ...{ kty: 'OKP' as const, crv: 'Ed25519' as const, kid: keyId, x },
      ...{ use: 'sig' as const, alg: 'EdDSA' as const },
    }));
  return {
    keys,
    page: async (owner, before, limit) =>
      readEntriesBefore(environment.DB, await chainOf(owner, pseudonymOf), before, limit),
    export: async (owner, now) => {
      const chain = await chainOf(owner, pseudonymOf);
      const { seq, hash } = await stubOf(environment.AUDIT_CHAIN, chain).head(chain);
      const { checkpoint, entries } = await readWhole(environment.DB, chain, seq);
      const mark = { chain, seq, hash, at: now };
      const { keyId, signature } = await signingKeys.sign('audit', markMessage('head', mark));
      const head = { ...mark, keyId, signature: toBase64Url(signature) };
      return { format: AUDIT_EXPORT_FORMAT, checkpoint, entries, head, keys: await keys() };
    },
  };
}

export async function chainOf(owner: ChainOwner, pseudonymOf: PseudonymOf): Promise<string> {
  if (owner === 'deployment') return 'deployment';
  if ('organisation' in owner) return `organisation:${owner.organisation}`;
  return `account:${await pseudonymOf(owner.account)}`;
}

export function stubOf(namespace: Environment['AUDIT_CHAIN'], chain: string) {
  return namespace.get(namespace.idFromName(chain));
}

async function rowOf(event: AuditEvent, pseudonymOf: PseudonymOf, now: EpochMs): Promise<AuditEntryParts> {
  const { account, actor } = event;
  return {
    at: now,
    actor: actor === null ? 'nobody' : actor === 'system' ? 'system' : await pseudonymOf(actor),
    action: event.action,
    outcome: event.outcome,
    person: account === null ? null : await pseudonymOf(account),
    organisation: event.organisation ?? null,
    // An account id must not outlive its account here; `person` says whom it was done to.
    subject: event.subject === account ? null : (event.subject ?? null),
    country: event.country ?? null,
    device: event.device ?? null,
    requestId: event.requestId ?? null,
  };
}
