import type { Job } from './jobs/job.ts';
import type { NoticeMessage } from './notices/notice-store.ts';
import type { SyncRoom } from './durable/sync-room.ts';
import type { AuditChain } from './audit/audit-chain.ts';

/** The bindings of wrangler.toml and the secrets of the deployment. */
export interface Environment {
  readonly DB: D1Database;
  /** The directory of care: public listings, nobody's account. */
  readonly DIRECTORY: D1Database;
  readonly SYNC_ROOM: DurableObjectNamespace<SyncRoom>;
  readonly AUDIT_CHAIN: DurableObjectNamespace<AuditChain>;
  readonly JOBS: Queue<Job>;
  readonly NOTICES: Queue<NoticeMessage>;
  /** Sealed attachments, under each account's own prefix; under `directory/`, files that are being imported. */
  readonly ATTACHMENTS: R2Bucket;
  /** The app's files, where they are deployed with the Worker. */
  readonly ASSETS?: Fetcher;
  /** The deployment's mirror of larger models; without it none are offered. */
  readonly PACKS?: R2Bucket;
  /** The deployment's own map of streets; without it there are coasts and borders. */
  readonly MAPS?: R2Bucket;
  /** Counters at the edge; without them (raw workerd, other hosts) reads and writes are limited by account only. */
  readonly READ_LIMIT?: RateLimit;
  readonly LOOKUP_LIMIT?: RateLimit;
  readonly WRITE_LIMIT?: RateLimit;
  readonly BETTER_AUTH_SECRET?: string;
  readonly PRELOGIN_SECRET?: string;
  /** Seals what the server must read again. */
  readonly SEALING_SECRET?: string;
  /** While it is being changed: what it was before. */
  readonly SEALING_SECRET_PREVIOUS?: string;
  /** Opens `/api/v1/metrics`; without it there are none. */
  readonly OPERATOR_TOKEN?: string;
  /** Optional: a data point for each request. */
  readonly REQUESTS?: AnalyticsEngineDataset;
  /** Optional: where bugs are reported, as `https://key@host/1`. */
  readonly ERROR_REPORT_DSN?: string;
  /** Comma-separated origins besides the Worker's own that may change things: a proxy's public address. */
  readonly ALLOWED_ORIGINS?: string;
  /** What writes to people: see notices/transports-of.ts. Without a sender there is no mail, and no message to phones. */
  readonly MAIL?: SendEmail;
  readonly MAIL_FROM?: string;
  readonly MAIL_PROVIDER?: string;
  readonly MAIL_TOKEN?: string;
  readonly MAIL_URL?: string;
  readonly SMS_FROM?: string;
  readonly SMS_ACCOUNT?: string;
  readonly SMS_TOKEN?: string;
  readonly SMS_URL?: string;
}

const LEAST_SECRET_CHARS = 32;

/** What seals, and what sealed before while it is being changed. Throws as {@link requireSecret}. */
export function sealingSecretsOf(environment: Environment) {
  return {
    current: requireSecret(environment, 'SEALING_SECRET'),
    previous: environment.SEALING_SECRET_PREVIOUS,
  };
}

/** Throws when a secret is missing or short: a Worker that cannot keep secrets must not start. */
export function requireSecret(
  environment: Environment,
  name: 'BETTER_AUTH_SECRET' | 'PRELOGIN_SECRET' | 'SEALING_SECRET' | 'OPERATOR_TOKEN',
): string {
  const secret = environment[name];
  if (secret === undefined || secret.length < LEAST_SECRET_CHARS) {
    throw new Error(`${name} must be set to at least ${LEAST_SECRET_CHARS} random characters.`);
  }
  return secret;
}
