import { OWN } from '@undertone/contract/access';
import { API_PREFIX, SYNC_SOCKET_PATH } from '@undertone/contract/protocol';

import { Hono } from 'hono';
import { refusalOf } from './account/refusal.ts';
import type { Dependencies } from './dependencies.ts';
import { documentationRoutes } from './documentation/routes.ts';
import { failWith } from './http/failure.ts';
import { mountRoutes, type AppContext, type Handlers } from './http/mount-routes.ts';
import { networkOf } from './http/client-network.ts';
import { isOwnOrigin } from './http/origin.ts';
import { problemResponse } from './http/problem-response.ts';
import { requestIdOf } from './http/request-id.ts';
import { sizeRefusalOf } from './http/request-size.ts';
import { accountHandlers } from './resources/account.ts';
import { addressHandlers } from './resources/addresses.ts';
import { analysisHandlers } from './resources/analysis.ts';
import { attachmentHandlers } from './resources/attachments.ts';
import { auditHandlers } from './resources/audit.ts';
import { codeHandlers } from './resources/codes.ts';
import { consentHandlers } from './resources/consents.ts';
import { deletionHandlers } from './resources/deletion.ts';
import { directoryHandlers } from './resources/directory.ts';
import { directoryImportHandlers } from './resources/directory-imports.ts';
import { exportHandlers } from './resources/export.ts';
import { factorHandlers } from './resources/factors.ts';
import { factorResetHandlers } from './resources/factors-reset.ts';
import { factorSignInHandlers } from './resources/factors-sign-in.ts';
import { healthHandlers } from './resources/health.ts';
import { invitationHandlers } from './resources/invitations.ts';
import { organisationHandlers } from './resources/organisations.ts';
import { mapHandlers } from './resources/map.ts';
import { operationHandlers } from './resources/operations.ts';
import { packHandlers } from './resources/packs.ts';
import { profileHandlers } from './resources/profile.ts';
import { readingHandlers } from './resources/readings.ts';
import { recoveryHandlers } from './resources/recovery.ts';
import { sessionHandlers } from './resources/session.ts';
import { sessionsHandlers } from './resources/sessions.ts';
import { tokenHandlers } from './resources/tokens.ts';
import { stepUpHandlers } from './resources/step-up.ts';
import { signUpHandlers } from './resources/sign-up.ts';
import { syncHandlers } from './resources/sync.ts';

/** The whole API over its dependencies. */
export function createApp(dependencies: Dependencies): Hono<AppContext> {
  const app = new Hono<AppContext>();
  app.use(async (context, next) => {
    const requestId = requestIdOf(context.req.raw.headers);
    context.set('requestId', requestId);
    const refusal = sizeRefusalOf(context.req.raw);
    return refusal === null ? next() : problemResponse(failWith(refusal), requestId);
  });
  app.onError((error, context) => {
    const requestId = context.get('requestId');
    context.executionCtx.waitUntil(dependencies.telemetry.report({ requestId, error }));
    return problemResponse(failWith('internal'), requestId);
  });
  app.notFound((context) => problemResponse(failWith('not-found'), context.get('requestId')));

  app.route('/api', documentationRoutes());
  app.get(API_PREFIX + SYNC_SOCKET_PATH, async (context) => {
    const request = context.req.raw;
    const fail = (code: Parameters<typeof failWith>[0]) =>
      problemResponse(failWith(code), context.get('requestId'));
    if (!isOwnOrigin(request, dependencies.allowedOrigins)) return fail('foreign-origin');
    const now = dependencies.clock.now();
    const client = networkOf(request.headers.get('cf-connecting-ip'));
    const room = await dependencies.rates.take('read', client, now);
    if (!room.ok) return problemResponse(room.error, context.get('requestId'));
    const session = await dependencies.readSession(request.headers, now);
    if (session === null) return fail('unauthenticated');
    const refusal = refusalOf(OWN.journal, session, undefined, now);
    if (refusal !== null) return fail(refusal);
    if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') return fail('invalid-request');
    return dependencies.roomOf(session.accountId).join(request, session.sessionId);
  });
  mountRoutes(app, dependencies, createHandlers(dependencies));
  return app;
}

export function createHandlers(dependencies: Dependencies): Handlers {
  return {
    ...healthHandlers(dependencies),
    ...operationHandlers(dependencies),
    ...accountHandlers(dependencies),
    ...signUpHandlers(dependencies),
    ...addressHandlers(dependencies),
    ...codeHandlers(dependencies),
    ...sessionHandlers(dependencies),
    ...sessionsHandlers(dependencies),
    ...tokenHandlers(dependencies),
    ...factorHandlers(dependencies),
    ...factorSignInHandlers(dependencies),
    ...factorResetHandlers(dependencies),
    ...stepUpHandlers(dependencies),
    ...recoveryHandlers(dependencies),
    ...syncHandlers(dependencies),
    ...consentHandlers(dependencies),
    ...auditHandlers(dependencies),
    ...readingHandlers(dependencies),
    ...attachmentHandlers(dependencies),
    ...packHandlers(dependencies),
    ...mapHandlers(dependencies),
    ...profileHandlers(dependencies),
    ...exportHandlers(dependencies),
    ...deletionHandlers(dependencies),
    ...organisationHandlers(dependencies),
    ...invitationHandlers(dependencies),
    ...analysisHandlers(),
    ...directoryHandlers(dependencies),
    ...directoryImportHandlers(dependencies),
  };
}
