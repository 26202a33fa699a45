import * as v from 'valibot';
import { TOKEN_SCOPES } from './access.ts';
import { InstantSchema } from './primitives.ts';

const SessionIdSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/));

export const SessionParamsSchema = v.strictObject({ session: SessionIdSchema });

const ScopeSchema = v.picklist(TOKEN_SCOPES);

/** A device or a program that is signed in. Where it is, is not known. */
const SessionInfoSchema = v.object({
  id: v.string(),
  /** `web`: a browser. `api`: a program that the person let in. */
  kind: v.picklist(['web', 'api']),
  /** Browser and system, like `Firefox, Android`; or the name that the person gave a program. May be empty. */
  label: v.string(),
  /** Of a program; `null`: everything. */
  scopes: v.nullable(v.array(ScopeSchema)),
  startedAt: InstantSchema,
  /** To the hour or better. */
  lastSeenAt: InstantSchema,
  /** The one that asks. */
  isCurrent: v.boolean(),
});

export type SessionInfo = v.InferOutput<typeof SessionInfoSchema>;

/** Newest first. */
export const SessionsReplySchema = v.object({ sessions: v.array(SessionInfoSchema) });

export const TokenRequestSchema = v.strictObject({
  /** What the person will know the program by. */
  label: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60), v.regex(/^\P{Cc}*$/u)),
  scopes: v.pipe(
    v.array(ScopeSchema),
    v.minLength(1),
    v.maxLength(TOKEN_SCOPES.length),
    v.check((scopes) => new Set(scopes).size === scopes.length, 'must not repeat a scope'),
  ),
});

/** base64url of 32 octets. */
const RefreshTokenSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));

export const TokenRefreshSchema = v.strictObject({ refreshToken: RefreshTokenSchema });

export const TokenReplySchema = v.object({
  sessionId: v.string(),
  /** A JWT (RFC 7519) signed with EdDSA (RFC 8037), for `Authorization: Bearer`. */
  accessToken: v.string(),
  accessTokenExpiresAt: InstantSchema,
  /** Good once, for the next pair. Used twice, it ends the session: one of the two users is a thief. */
  refreshToken: RefreshTokenSchema,
});

/** RFC 7517. */
export const JwksSchema = v.object({
  keys: v.array(
    v.object({
      kty: v.literal('OKP'),
      crv: v.literal('Ed25519'),
      alg: v.literal('EdDSA'),
      use: v.literal('sig'),
      kid: v.string(),
      x: v.string(),
    }),
  ),
});
