import * as v from 'valibot';
import { InstantSchema } from './primitives.ts';

/** What was done, in the audit of an account or an organisation. Never what it was about. */
export const AUDIT_ACTIONS = [
  'account.created',
  'account.exported',
  'account.deletion-requested',
  'account.deletion-cancelled',
  'account.deleted',
  'account.locked',
  'account.unlocked',
  'account.email-verified',
  'account.phone-changed',
  'account.preferences-changed',
  'passphrase.changed',
  'recovery.opened',
  'recovery.refused',
  'recovery.used',
  'recovery.replaced',
  'session.started',
  'session.pending',
  'session.refused',
  'session.ended',
  'session.others-ended',
  'second-factor.added',
  'second-factor.removed',
  'second-factor.changed',
  'second-factor.shown',
  'second-factor.refused',
  'second-factor.reset-requested',
  'second-factor.reset-cancelled',
  'second-factor.reset',
  'backup-codes.replaced',
  'step-up.passed',
  'step-up.refused',
  'token.issued',
  'token.refreshed',
  'token.reused',
  'token.revoked',
  'consent.changed',
  'organisation.created',
  'organisation.renamed',
  'organisation.deleted',
  'invitation.sent',
  'invitation.accepted',
  'invitation.revoked',
  'membership.changed',
  'membership.ended',
  'audit.read',
  'audit.exported',
  'security-event.raised',
  'security-event.resolved',
  'admin.read',
  'directory.import-started',
  'directory.import-cancelled',
  'directory.imported',
  'directory.import-undone',
  'directory.entry-hidden',
  'directory.entry-kept',
  'directory.entry-shown',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Which chain a row stands in: a person's own (under a keyed pseudonym), an organisation's, or the deployment's. */
const CHAIN_PATTERN = /^(?:account:[A-Za-z0-9_-]{22}|organisation:[A-Za-z0-9-]{1,64}|deployment)$/;

/** SHA-256 as base64url; empty before the first row of a chain. */
const hash = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
const previousHash = v.union([v.literal(''), hash]);
const chain = v.pipe(v.string(), v.regex(CHAIN_PATTERN));
const sequence = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const instant = v.pipe(v.number(), v.safeInteger());
const shortText = v.nullable(v.pipe(v.string(), v.maxLength(128)));
/** Ed25519 (RFC 8032) under the key with that RFC 7638 thumbprint, both base64url. */
const signed = {
  keyId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  signature: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/)),
};

/**
 * One row of a chain. `actor` is `self`, `system`, `nobody` (who was not signed in) or the pseudonym of another
 * account; `person`, outside a person's own chain, is the pseudonym of whom it was done to. Times in ms since the
 * epoch.
 */
export const AuditEntrySchema = v.strictObject({
  chain,
  seq: v.pipe(sequence, v.minValue(1)),
  at: instant,
  actor: v.pipe(v.string(), v.maxLength(64)),
  // Not a picklist: a record must stay readable after an action was given up.
  action: v.pipe(v.string(), v.maxLength(64)),
  outcome: v.picklist(['done', 'refused']),
  person: shortText,
  organisation: shortText,
  subject: shortText,
  country: shortText,
  device: shortText,
  requestId: shortText,
  prev: previousHash,
  hash,
  ...signed,
});

export type AuditEntry = v.InferOutput<typeof AuditEntrySchema>;

/** The signed word that a chain reached `seq` with `hash` at `at`; or, as a checkpoint, that all up to it was purged. */
export const AuditMarkSchema = v.strictObject({
  chain,
  seq: sequence,
  hash: previousHash,
  at: instant,
  ...signed,
});

export type AuditMark = v.InferOutput<typeof AuditMarkSchema>;

export const AuditKeySchema = v.strictObject({
  kty: v.literal('OKP'),
  crv: v.literal('Ed25519'),
  /** RFC 7638 thumbprint. */
  kid: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  /** 32 octets, base64url. */
  x: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  use: v.literal('sig'),
  alg: v.literal('EdDSA'),
});

export type AuditKey = v.InferOutput<typeof AuditKeySchema>;

/** A JSON Web Key Set (RFC 7517). */
export const AuditKeysSchema = v.strictObject({ keys: v.array(AuditKeySchema) });

export const AUDIT_EXPORT_FORMAT = 'undertone-audit/1';

/** A whole chain, to be checked by anyone who has the public key: docs/audit-record.md. */
export const AuditExportSchema = v.strictObject({
  format: v.literal(AUDIT_EXPORT_FORMAT),
  /** What retention has cut off in front; `null` while the first row is still there. */
  checkpoint: v.nullable(AuditMarkSchema),
  entries: v.array(AuditEntrySchema),
  head: AuditMarkSchema,
  /** As the deployment gives them out; who wants proof of who signed brings the key from elsewhere. */
  keys: v.array(AuditKeySchema),
});

export type AuditExport = v.InferOutput<typeof AuditExportSchema>;

const ENTRIES_PER_PAGE = 100;

export const AuditQuerySchema = v.strictObject({
  /** Number of the last row of the page before; rows below it are answered. */
  before: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,14}$/), v.transform(Number), sequence)),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,3}$/),
      v.transform(Number),
      v.minValue(1),
      v.maxValue(ENTRIES_PER_PAGE),
    ),
    '50',
  ),
});

/** A row as people read it. */
const AuditLineSchema = v.object({
  seq: v.number(),
  at: InstantSchema,
  /** `self`: whose record it is; `other`: somebody else, an administrator. */
  actor: v.picklist(['self', 'system', 'nobody', 'other']),
  action: v.string(),
  outcome: v.picklist(['done', 'refused']),
  organisation: v.nullable(v.string()),
  subject: v.nullable(v.string()),
  country: v.nullable(v.string()),
  device: v.nullable(v.string()),
});

export type AuditLine = v.InferOutput<typeof AuditLineSchema>;

/** Newest first. */
export const AuditPageSchema = v.object({ entries: v.array(AuditLineSchema), more: v.boolean() });

/** In the record of an organisation or of the deployment: who it was, where that is still known. */
const WatchedLineSchema = v.object({
  ...AuditLineSchema.entries,
  actorEmail: v.nullable(v.string()),
  personEmail: v.nullable(v.string()),
});

export type WatchedLine = v.InferOutput<typeof WatchedLineSchema>;

export const WatchedPageSchema = v.object({ entries: v.array(WatchedLineSchema), more: v.boolean() });
