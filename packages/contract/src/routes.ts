import { ACCOUNT_ROUTES } from './routes/account.ts';
import { ADMIN_ROUTES } from './routes/admin.ts';
import { AUDIT_ROUTES } from './routes/audit.ts';
import { CODES_ROUTES } from './routes/codes.ts';
import { DIRECTORY_ROUTES } from './routes/directory.ts';
import { MAP_ROUTES } from './routes/map.ts';
import { OPERATIONS_ROUTES } from './routes/operations.ts';
import { FACTOR_ROUTES } from './routes/factors.ts';
import { JOURNAL_ROUTES } from './routes/journal.ts';
import { ORGANISATION_ROUTES } from './routes/organisations.ts';
import { PROFILE_ROUTES } from './routes/profile.ts';
import { READINGS_ROUTES } from './routes/readings.ts';
import { RECOVERY_ROUTES } from './routes/recovery.ts';
import { SERVICE_ROUTES } from './routes/service.ts';
import { SESSION_ROUTES } from './routes/session.ts';
import { TOKENS_ROUTES } from './routes/tokens.ts';
import type { Route } from './route.ts';

/** Every route of the API. A room for each subject lies in `routes/`. */
export const ROUTES = {
  ...SERVICE_ROUTES,
  ...OPERATIONS_ROUTES,
  ...ACCOUNT_ROUTES,
  ...CODES_ROUTES,
  ...SESSION_ROUTES,
  ...TOKENS_ROUTES,
  ...FACTOR_ROUTES,
  ...RECOVERY_ROUTES,
  ...JOURNAL_ROUTES,
  ...READINGS_ROUTES,
  ...AUDIT_ROUTES,
  ...ADMIN_ROUTES,
  ...PROFILE_ROUTES,
  ...ORGANISATION_ROUTES,
  ...DIRECTORY_ROUTES,
  ...MAP_ROUTES,
} as const satisfies Record<string, Route>;

export type RouteId = keyof typeof ROUTES;
