import { systemClock, systemRandom } from '@undertone/base/clock';
import { createAccessTokens } from './account/access-token.ts';
import { createAccountStore } from './account/account-store.ts';
import { createAttempts } from './account/attempts.ts';
import { createAuth } from './account/auth.ts';
import { createKnownDevices } from './account/known-devices.ts';
import { createLockNotice } from './account/lock-notice.ts';
import { createSaltOf } from './account/prelogin-salt.ts';
import { createSecondFactors } from './account/second-factors.ts';
import { createSessionReader } from './account/session.ts';
import { createSessionStore } from './account/session-store.ts';
import { createAttachmentStore } from './attachments/attachment-store.ts';
import { createAuditRecord, createChainedAudit } from './audit/chained-audit.ts';
import { createPseudonymOf } from './audit/pseudonym.ts';
import { createAlarm } from './breach/alarm.ts';
import { createBreachWatch } from './breach/breach-watch.ts';
import { createSecurityEventStore } from './breach/event-store.ts';
import { createNetworks } from './breach/networks.ts';
import { databaseOf } from './db/shard.ts';
import { createDeletionStore } from './deletion/deletion-store.ts';
import type { Dependencies } from './dependencies.ts';
import { createRoomOf } from './durable/room-of.ts';
import { requireSecret, sealingSecretsOf, type Environment } from './environment.ts';
import { createAccountExport } from './export/account-export.ts';
import { createAccountRates } from './http/account-rates.ts';
import { createRates } from './http/rates.ts';
import { createCodes } from './notices/d1-codes.ts';
import { createNoticeStore } from './notices/notice-store.ts';
import { createNotices, NOTICE_PURPOSE } from './notices/queued-notices.ts';
import type { Transports } from './notices/transport.ts';
import { transportsOf } from './notices/transports-of.ts';
import { createInvitationStore } from './organisations/invitation-store.ts';
import { createOrganisationStore } from './organisations/organisation-store.ts';
import { analyticsOf } from './observability/analytics.ts';
import { errorReportsTo } from './observability/error-reports.ts';
import { createReadGauges } from './observability/gauges.ts';
import { createRequestCounts } from './observability/request-counts.ts';
import { createTelemetry } from './observability/telemetry.ts';
import { VERSION } from './version.ts';
import { createMapStore } from './map/map-store.ts';
import { createPackStore } from './packs/pack-store.ts';
import { createCareReports } from './directory/care-reports.ts';
import { createDirectory } from './directory/directory.ts';
import { createEdgeCache } from './directory/edge-cache.ts';
import { createDirectoryImports } from './directory/import/directory-imports.ts';
import { createProfileStore } from './profile/profile-store.ts';
import { createSealer } from './secrets/sealer.ts';
import { createSigningKeys } from './secrets/signing-keys.ts';
import { createD1Store } from './sync/d1-store.ts';

/** The real parts behind the bindings. Throws when a secret is missing or short. */
export async function composeDependencies(
  environment: Environment,
  transports: Transports = transportsOf(environment),
  peoplePerNetwork = 1,
): Promise<Dependencies> {
  const secret = requireSecret(environment, 'BETTER_AUTH_SECRET');
  const preloginSecret = requireSecret(environment, 'PRELOGIN_SECRET');
  const sealing = sealingSecretsOf(environment);
  const shards = [environment.DB] as const;
  const stores = new Map(shards.map((database) => [database, createD1Store(database)]));
  const auth = createAuth(environment.DB, secret, systemRandom);
  const noticeSealer = await createSealer(sealing, NOTICE_PURPOSE, systemRandom);
  const notices = createNotices(
    environment.DB,
    createNoticeStore(environment.DB, noticeSealer, systemRandom),
    environment.NOTICES,
    { email: transports.email !== null, phone: transports.phone !== null },
  );
  const requestCounts = createRequestCounts();
  const accounts = createAccountStore(environment.DB);
  const keySealer = await createSealer(sealing, 'signing-keys', systemRandom);
  const signingKeys = createSigningKeys(environment.DB, keySealer, systemClock);
  const accessTokens = createAccessTokens(signingKeys);
  const pseudonymOf = await createPseudonymOf(preloginSecret);
  const events = createSecurityEventStore(environment.DB, systemRandom);
  const roomOf = createRoomOf(environment.SYNC_ROOM);
  const alarm = createAlarm({ database: environment.DB, events, notices, roomOf });
  const audit = createChainedAudit(environment, pseudonymOf, createBreachWatch(alarm));
  const attempts = await createAttempts(
    environment.DB,
    preloginSecret,
    createLockNotice({ accounts, audit, notices }),
    peoplePerNetwork,
  );
  const { READ_LIMIT: read, LOOKUP_LIMIT: lookup, WRITE_LIMIT: write } = environment;
  const edge = { read, lookup, write };
  return {
    clock: systemClock,
    signingKeys,
    accessTokens,
    sessions: createSessionStore(environment.DB, systemRandom),
    random: systemRandom,
    auth,
    accounts,
    attempts,
    knownDevices: await createKnownDevices(preloginSecret, systemRandom),
    rates: createRates(edge, attempts),
    accountRates: createAccountRates(edge, attempts),
    readSession: await createSessionReader(environment.DB, secret, auth, accessTokens),
    secondFactors: await createSecondFactors(environment.DB, {
      sealer: await createSealer(sealing, 'second-factors', systemRandom),
      sessionSecret: secret,
      random: systemRandom,
    }),
    audit,
    auditRecord: createAuditRecord(environment, pseudonymOf, signingKeys),
    pseudonymOf,
    alarm,
    securityEvents: events,
    networks: await createNetworks(environment.DB, preloginSecret, alarm, audit),
    profiles: createProfileStore(environment.DB),
    accountExport: createAccountExport(
      (account, place) => (place === 'accounts' ? environment.DB : databaseOf(account, shards)),
      await createSealer(sealing, 'export-cursors', systemRandom),
    ),
    deletions: createDeletionStore(environment.DB),
    organisations: createOrganisationStore(environment.DB),
    invitations: createInvitationStore(environment.DB),
    notices,
    codes: await createCodes(environment.DB, preloginSecret, { notices, attempts, random: systemRandom }),
    saltOf: await createSaltOf(preloginSecret),
    storeOf: (account) => stores.get(databaseOf(account, shards))!,
    attachments: createAttachmentStore((account) => databaseOf(account, shards), environment.ATTACHMENTS),
    directory: createDirectory(environment.DIRECTORY, createEdgeCache()),
    directoryImports: createDirectoryImports(environment, systemRandom),
    careReports: createCareReports(environment.DIRECTORY),
    packs: createPackStore(environment.PACKS ?? null),
    maps: createMapStore(environment.MAPS ?? null),
    roomOf,
    telemetry: createTelemetry([
      requestCounts,
      analyticsOf(environment.REQUESTS),
      errorReportsTo(environment.ERROR_REPORT_DSN, { version: VERSION, clock: systemClock }),
    ]),
    requestCounts,
    readGauges: createReadGauges(environment.DB, systemClock),
    operatorToken: environment.OPERATOR_TOKEN ? requireSecret(environment, 'OPERATOR_TOKEN') : null,
    pingDatabase: async () => {
      await environment.DB.prepare('SELECT 1').first();
    },
    allowedOrigins: (environment.ALLOWED_ORIGINS ?? '').split(',').filter(Boolean),
  };
}
