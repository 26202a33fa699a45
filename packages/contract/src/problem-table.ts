import type { ProblemAction, ProblemCode } from './problem.ts';

interface ProblemKind {
  readonly status: number;
  readonly title: string;
  readonly action: ProblemAction;
}

/**
 * Every error the API can answer with (RFC 9457), apart from the codes since a device needs only those. `type` is
 * `/problems/<code>`; `detail` never holds user content.
 */
export const PROBLEMS = {
  'malformed-json': { status: 400, title: 'The body is not valid JSON.', action: 'fix-request' },
  'invalid-request': { status: 400, title: 'The request does not fit its schema.', action: 'fix-request' },
  unauthenticated: { status: 401, title: 'There is no valid session.', action: 'sign-in' },
  'wrong-credentials': { status: 401, title: 'Email and secret do not match.', action: 'fix-request' },
  'foreign-origin': { status: 403, title: 'The request comes from another site.', action: 'give-up' },
  forbidden: { status: 403, title: 'This account may not do that.', action: 'give-up' },
  'second-factor-required': {
    status: 403,
    title: 'The second factor has not been shown yet.',
    action: 'show-second-factor',
  },
  'second-factor-missing': {
    status: 403,
    title: 'This role needs a second factor; set one up first.',
    action: 'set-up-second-factor',
  },
  'step-up-required': { status: 403, title: 'Show again that it is you.', action: 'step-up' },
  'wrong-code': { status: 403, title: 'The code is wrong, used or too old.', action: 'fix-request' },
  'account-locked': {
    status: 403,
    title: 'Too many wrong tries: signing in is locked.',
    action: 'unlock',
  },
  'not-found': { status: 404, title: 'There is nothing at this address.', action: 'give-up' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method.', action: 'give-up' },
  'request-timeout': {
    status: 408,
    title: 'The body of the request took too long to arrive.',
    action: 'retry-later',
  },
  'email-unavailable': {
    status: 409,
    title: 'An account cannot be made with this email.',
    action: 'fix-request',
  },
  'last-admin': {
    status: 409,
    title: 'An organisation with members needs an admin.',
    action: 'fix-request',
  },
  'member-without-second-factor': {
    status: 409,
    title: 'That role needs a second factor, and this member has none yet.',
    action: 'fix-request',
  },
  'too-many': {
    status: 409,
    title: 'The account has as many of these as it may.',
    action: 'fix-request',
  },
  'last-second-factor': {
    status: 409,
    title: 'A role of this account needs a second factor, and this is the last one.',
    action: 'fix-request',
  },
  'quota-exceeded': {
    status: 409,
    title: 'The account holds as much as it may.',
    action: 'free-space',
  },
  'import-state': {
    status: 409,
    title: 'The import is not at a point where that can be done.',
    action: 'fix-request',
  },
  'payload-too-large': {
    status: 413,
    title: 'The body is larger than this route takes.',
    action: 'fix-request',
  },
  'uri-too-long': { status: 414, title: 'The address of the request is too long.', action: 'fix-request' },
  'headers-too-large': {
    status: 431,
    title: 'The headers of the request are too large.',
    action: 'fix-request',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'Send the media type that this route takes.',
    action: 'fix-request',
  },
  'protocol-unsupported': {
    status: 426,
    title: 'This protocol version is not spoken here.',
    action: 'update-client',
  },
  'rate-limited': { status: 429, title: 'Too many requests.', action: 'retry-later' },
  internal: { status: 500, title: 'Something failed on our side.', action: 'retry-later' },
  unavailable: { status: 503, title: 'The database does not answer.', action: 'retry-later' },
} as const satisfies Record<ProblemCode, ProblemKind>;
