import {
  PassphraseChangeSchema,
  PreloginReplySchema,
  PreloginRequestSchema,
  SignedInSchema,
  SignUpRequestSchema,
} from '../account.ts';
import { OWN } from '../access.ts';
import type { Route } from '../route.ts';

export const ACCOUNT_ROUTES = {
  prelogin: {
    method: 'POST',
    path: '/account/prelogin',
    summary: 'Key-derivation parameters of an address, known or not',
    tag: 'account',
    requires: null,
    rateClass: 'credentials',
    body: PreloginRequestSchema,
    reply: PreloginReplySchema,
    replyStatus: 200,
    problems: [],
  },
  signUp: {
    method: 'POST',
    path: '/account',
    summary: 'Make an account for a vault that exists on the device, and sign in',
    tag: 'account',
    requires: null,
    rateClass: 'credentials',
    body: SignUpRequestSchema,
    reply: SignedInSchema,
    replyStatus: 201,
    problems: ['email-unavailable', 'wrong-code', 'account-locked'],
  },
  changePassphrase: {
    method: 'PUT',
    path: '/account/passphrase',
    summary: 'Rewrap the account key under a new passphrase and end every other session',
    tag: 'account',
    requires: { ...OWN.account, assurance: 'stepped-up' },
    rateClass: 'credentials',
    body: PassphraseChangeSchema,
    reply: null,
    replyStatus: 204,
    problems: ['wrong-credentials', 'account-locked'],
  },
} as const satisfies Record<string, Route>;
