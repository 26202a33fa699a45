import {
  RecoveryOpenReplySchema,
  RecoveryOpenSchema,
  RecoveryReplaceSchema,
  RecoveryResetSchema,
} from '../account.ts';
import { OWN } from '../access.ts';
import type { Route } from '../route.ts';

export const RECOVERY_ROUTES = {
  openRecovery: {
    method: 'POST',
    path: '/account/recovery/open',
    summary: 'Fetch the wrap that the recovery words open',
    tag: 'account',
    requires: null,
    rateClass: 'credentials',
    body: RecoveryOpenSchema,
    reply: RecoveryOpenReplySchema,
    replyStatus: 200,
    problems: ['wrong-credentials'],
  },
  resetByRecovery: {
    method: 'POST',
    path: '/account/recovery/reset',
    summary: 'Set a new passphrase with the recovery words and end every session',
    tag: 'account',
    requires: null,
    rateClass: 'credentials',
    body: RecoveryResetSchema,
    reply: null,
    replyStatus: 204,
    problems: ['wrong-credentials'],
  },
  replaceRecovery: {
    method: 'PUT',
    path: '/account/recovery',
    summary: 'Replace the recovery words',
    tag: 'account',
    requires: { ...OWN.account, assurance: 'stepped-up' },
    rateClass: 'credentials',
    body: RecoveryReplaceSchema,
    reply: null,
    replyStatus: 204,
    problems: ['wrong-credentials'],
  },
  markRecoveryRehearsed: {
    method: 'POST',
    path: '/account/recovery/rehearsed',
    summary: 'Note that the recovery words were typed back from paper once',
    tag: 'account',
    requires: OWN.account,
    rateClass: 'write',
    reply: null,
    replyStatus: 204,
    problems: [],
  },
} as const satisfies Record<string, Route>;
