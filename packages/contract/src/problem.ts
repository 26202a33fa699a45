import * as v from 'valibot';

/** What the client should do next. */
export const PROBLEM_ACTIONS = [
  'fix-request',
  'sign-in',
  'show-second-factor',
  'set-up-second-factor',
  'step-up',
  'unlock',
  'retry-later',
  'update-client',
  'free-space',
  'give-up',
] as const;

export type ProblemAction = (typeof PROBLEM_ACTIONS)[number];

/** What the API can answer with when it does not do what it was asked; what each means is in problem-table.ts. */
export const PROBLEM_CODES = [
  'malformed-json',
  'invalid-request',
  'unauthenticated',
  'wrong-credentials',
  'foreign-origin',
  'forbidden',
  'second-factor-required',
  'second-factor-missing',
  'step-up-required',
  'wrong-code',
  'account-locked',
  'not-found',
  'method-not-allowed',
  'request-timeout',
  'email-unavailable',
  'last-admin',
  'member-without-second-factor',
  'too-many',
  'last-second-factor',
  'quota-exceeded',
  'import-state',
  'payload-too-large',
  'uri-too-long',
  'headers-too-large',
  'unsupported-media-type',
  'protocol-unsupported',
  'rate-limited',
  'internal',
  'unavailable',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

export const ProblemSchema = v.object({
  type: v.string(),
  code: v.string(),
  title: v.string(),
  status: v.number(),
  action: v.picklist(PROBLEM_ACTIONS),
  detail: v.optional(v.string()),
  requestId: v.optional(v.string()),
  /** Where the body broke its schema: paths and rules, never values. */
  issues: v.optional(v.array(v.object({ path: v.string(), rule: v.string() }))),
  retryAfterMs: v.optional(v.number()),
  /** With `protocol-unsupported`: what the server speaks. */
  protocol: v.optional(v.number()),
});

export type Problem = v.InferOutput<typeof ProblemSchema>;
