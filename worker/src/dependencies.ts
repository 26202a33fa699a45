import type { Clock, RandomBytes } from '@undertone/base/clock';
import type { AccessTokens } from './account/access-token.ts';
import type { AccountStore } from './account/account-store.ts';
import type { Attempts } from './account/attempts.ts';
import type { KnownDevices } from './account/known-devices.ts';
import type { SecondFactors } from './account/second-factors.ts';
import type { Audit } from './audit/audit.ts';
import type { AuditRecord } from './audit/chained-audit.ts';
import type { PseudonymOf } from './audit/pseudonym.ts';
import type { Alarm } from './breach/alarm.ts';
import type { SecurityEventStore } from './breach/event-store.ts';
import type { Networks } from './breach/networks.ts';
import type { AccountExport } from './export/account-export.ts';
import type { DeletionStore } from './deletion/deletion-store.ts';
import type { InvitationStore } from './organisations/invitation-store.ts';
import type { OrganisationStore } from './organisations/organisation-store.ts';
import type { ProfileStore } from './profile/profile-store.ts';
import type { Codes } from './notices/codes.ts';
import type { Notices } from './notices/notices.ts';
import type { Auth } from './account/auth.ts';
import type { ReadSession } from './account/session.ts';
import type { SessionStore } from './account/session-store.ts';
import type { AttachmentStore } from './attachments/attachment-store.ts';
import type { AccountId } from './db/account-id.ts';
import type { AccountRates } from './http/account-rates.ts';
import type { Rates } from './http/rates.ts';
import type { MapStore } from './map/map-store.ts';
import type { PackStore } from './packs/pack-store.ts';
import type { Room } from './durable/room.ts';
import type { ReadGauges } from './observability/gauges.ts';
import type { RequestCounts } from './observability/request-counts.ts';
import type { Telemetry } from './observability/telemetry.ts';
import type { SigningKeys } from './secrets/signing-keys.ts';
import type { SyncStore } from './sync/store.ts';

/** Everything the handlers touch beside their request. index.ts fills it from the bindings, tests with fakes. */
export interface Dependencies {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly auth: Auth;
  readonly accounts: AccountStore;
  readonly attempts: Attempts;
  readonly knownDevices: KnownDevices;
  readonly rates: Rates;
  readonly accountRates: AccountRates;
  readonly accessTokens: AccessTokens;
  readonly sessions: SessionStore;
  readonly signingKeys: SigningKeys;
  readonly readSession: ReadSession;
  readonly secondFactors: SecondFactors;
  readonly audit: Audit;
  readonly auditRecord: AuditRecord;
  readonly pseudonymOf: PseudonymOf;
  readonly alarm: Alarm;
  readonly securityEvents: SecurityEventStore;
  readonly networks: Networks;
  readonly profiles: ProfileStore;
  readonly accountExport: AccountExport;
  readonly deletions: DeletionStore;
  readonly organisations: OrganisationStore;
  readonly invitations: InvitationStore;
  readonly notices: Notices;
  readonly codes: Codes;
  /** The salt that prelogin answers for an address without an account. */
  readonly saltOf: (email: string) => Promise<string>;
  readonly storeOf: (account: AccountId) => SyncStore;
  readonly attachments: AttachmentStore;
  readonly packs: PackStore;
  readonly maps: MapStore;
  readonly roomOf: (account: AccountId) => Room;
  readonly telemetry: Telemetry;
  readonly requestCounts: RequestCounts;
  readonly readGauges: ReadGauges;
  /** Opens the metrics; `null`: there are none to see. */
  readonly operatorToken: string | null;
  /** Resolves when the database has answered. */
  readonly pingDatabase: () => Promise<void>;
  readonly allowedOrigins: readonly string[];
}
