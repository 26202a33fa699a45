import type { EpochMs } from '@undertone/base/clock';
import type { AuditAction } from '@undertone/contract/audit';
import type { AccountId } from '../db/account-id.ts';

/** One thing that was done: who, what, to which, when, with what outcome. Ids and enumerations only. */
export interface AuditEvent {
  /** Whose audit it stands in; `null` for what concerns no account (a deployment's own acts). */
  readonly account: AccountId | null;
  /** It stands in this organisation's audit as well. */
  readonly organisation?: string;
  /** `null`: nobody who was signed in. */
  readonly actor: AccountId | 'system' | null;
  readonly action: AuditAction;
  readonly outcome: 'done' | 'refused';
  /** Id of what it was done to: a session, a membership, a token. Never an account's: rows outlive accounts. */
  readonly subject?: string;
  /** Two letters, as the edge says; kept for the rules that look for impossible travel. */
  readonly country?: string;
  /** Kind of browser and system (`deviceLabel`), never a name that a person gave. */
  readonly device?: string;
  readonly requestId?: string;
  /** It came from a device that was signed in to the account before. Not stored: only rules look at it. */
  readonly isUsualDevice?: boolean;
}

export interface Audit {
  /** Appends to the chain of the event's account (or the deployment's); resolves once it is stored. */
  record(event: AuditEvent, now: EpochMs): Promise<void>;
}
