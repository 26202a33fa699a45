import * as v from 'valibot';
import { InstantSchema } from './primitives.ts';

/** What the deployment watches for; the conditions are the Worker's. */
export const BREACH_RULES = [
  'impossible-travel',
  'travel-then-takeover',
  'guessed-in',
  'second-factor-guessing',
  'refresh-reuse',
  'export-burst',
  'reset-then-export',
  'recovery-then-exit',
  'audit-gap',
  'many-accounts',
  'in-among-many',
] as const;

export type BreachRule = (typeof BREACH_RULES)[number];

export const SEVERITIES = ['notice', 'warning', 'critical'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** What a breach rule did beyond writing down what it found; `signed-out` is a lock where no mail could undo one. */
export const EVENT_RESPONSES = ['none', 'told', 'signed-out', 'locked'] as const;

export type EventResponse = (typeof EVENT_RESPONSES)[number];

/** `mine` and `not-mine` are the person's answers, `handled` an administrator's. */
export const EVENT_RESOLUTIONS = ['mine', 'not-mine', 'handled'] as const;

export const SecurityEventSchema = v.object({
  id: v.string(),
  // Not a picklist: an event must stay readable after a rule was given up.
  rule: v.string(),
  severity: v.picklist(SEVERITIES),
  raisedAt: InstantSchema,
  /** How many acts were counted. */
  count: v.number(),
  /** Where they came from as far as the rule looks at it: ISO 3166-1 alpha-2, in order. */
  countries: v.array(v.string()),
  response: v.picklist(EVENT_RESPONSES),
  resolvedAt: v.nullable(InstantSchema),
  resolution: v.nullable(v.picklist(EVENT_RESOLUTIONS)),
});

export type SecurityEvent = v.InferOutput<typeof SecurityEventSchema>;

export const SecurityEventsSchema = v.object({ events: v.array(SecurityEventSchema) });

/** As an administrator sees them: `account` is an id, and `null` what concerns the whole deployment. */
export const WatchedEventSchema = v.object({
  ...SecurityEventSchema.entries,
  account: v.nullable(v.string()),
  /** To the administrators of an organisation about its members only. */
  email: v.nullable(v.string()),
});

export type WatchedEvent = v.InferOutput<typeof WatchedEventSchema>;

export const WatchedEventsSchema = v.object({ events: v.array(WatchedEventSchema) });

export const SecurityEventsQuerySchema = v.strictObject({
  /** `open`: those nobody has answered. */
  state: v.optional(v.picklist(['open', 'all']), 'all'),
});

export const SecurityEventParamsSchema = v.strictObject({
  event: v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}$/)),
});

export const OwnResolutionSchema = v.strictObject({ resolution: v.picklist(['mine', 'not-mine']) });
export const AdminResolutionSchema = v.strictObject({ resolution: v.literal('handled') });
