import { OWN } from '../access.ts';
import { ExportPageSchema, ExportQuerySchema } from '../export.ts';
import { DeletionReplySchema, PreferencesSchema, ProfileSchema } from '../profile.ts';
import type { Route } from '../route.ts';

const STEPPED_UP = { ...OWN.account, assurance: 'stepped-up' } as const;

export const PROFILE_ROUTES = {
  profile: {
    method: 'GET',
    path: '/profile',
    summary: 'What the server knows of the account itself',
    tag: 'account',
    requires: OWN.profile,
    rateClass: 'read',
    reply: ProfileSchema,
    replyStatus: 200,
    problems: [],
  },
  setPreferences: {
    method: 'PUT',
    path: '/profile/preferences',
    summary: 'Choose the language of messages, and after how long without use sessions end',
    tag: 'account',
    requires: OWN.account,
    rateClass: 'write',
    body: PreferencesSchema,
    reply: null,
    replyStatus: 204,
    problems: [],
  },
  exportAccount: {
    method: 'GET',
    path: '/account/export',
    summary: 'Everything the server holds about the account, in pages of rows',
    tag: 'account',
    requires: STEPPED_UP,
    rateClass: 'read',
    query: ExportQuerySchema,
    reply: ExportPageSchema,
    replyStatus: 200,
    problems: [],
  },
  requestDeletion: {
    method: 'POST',
    path: '/account/deletion',
    summary: 'Have the account deleted after the cooling-off, and end every other session now',
    tag: 'account',
    requires: STEPPED_UP,
    rateClass: 'write',
    reply: DeletionReplySchema,
    replyStatus: 200,
    problems: ['last-admin'],
  },
  cancelDeletion: {
    method: 'DELETE',
    path: '/account/deletion',
    summary: 'Keep the account after all',
    tag: 'account',
    requires: OWN.account,
    rateClass: 'write',
    reply: null,
    replyStatus: 204,
    problems: [],
  },
} as const satisfies Record<string, Route>;
