import { SessionReplySchema, SignInRequestSchema } from '../account.ts';
import { OWN } from '../access.ts';
import type { Route } from '../route.ts';

export const SESSION_ROUTES = {
  signIn: {
    method: 'POST',
    path: '/session',
    summary: 'Sign in',
    tag: 'account',
    requires: null,
    rateClass: 'credentials',
    body: SignInRequestSchema,
    reply: SessionReplySchema,
    replyStatus: 200,
    problems: ['wrong-credentials', 'account-locked'],
  },
  session: {
    method: 'GET',
    path: '/session',
    summary: 'The session this request carries',
    tag: 'account',
    requires: { ...OWN.account, assurance: 'pending' },
    rateClass: 'read',
    reply: SessionReplySchema,
    replyStatus: 200,
    problems: [],
  },
  signOut: {
    method: 'DELETE',
    path: '/session',
    summary: 'End this session at once',
    tag: 'account',
    requires: { ...OWN.account, assurance: 'pending' },
    rateClass: 'write',
    reply: null,
    replyStatus: 204,
    problems: [],
  },
} as const satisfies Record<string, Route>;
