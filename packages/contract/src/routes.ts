import * as v from 'valibot';
import {
  ConsentParamsSchema,
  ConsentRequestSchema,
  PassphraseChangeSchema,
  PreloginReplySchema,
  PreloginRequestSchema,
  RecoveryOpenReplySchema,
  RecoveryOpenSchema,
  RecoveryReplaceSchema,
  RecoveryResetSchema,
  SessionReplySchema,
  SignInRequestSchema,
  SignUpRequestSchema,
} from './account.ts';
import {
  AttachmentParamsSchema,
  AttachmentPartParamsSchema,
  AttachmentsPageSchema,
  AttachmentsQuerySchema,
} from './attachment.ts';
import { HealthReplySchema } from './health.ts';
import { PackFileParamsSchema, PacksReplySchema } from './pack.ts';
import { SequenceSchema } from './primitives.ts';
import type { ProblemCode } from './problem.ts';
import { LIMITS, PROTOCOL_VERSION } from './protocol.ts';
import { BaselineReplySchema, FuseRequestSchema, ReadingSchema, ReadingsPageSchema } from './reading.ts';
import { ConsentsSchema, SyncReplySchema, SyncRequestSchema } from './sync.ts';

type Schema = v.GenericSchema<unknown, unknown>;

/** A route as data: the Worker mounts it, the client calls it, the document describes it, all from here. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Under API_PREFIX; `:name` marks a parameter. */
  readonly path: string;
  readonly summary: string;
  readonly tag:
    | 'account'
    | 'sync'
    | 'readings'
    | 'analysis'
    | 'consents'
    | 'attachments'
    | 'packs'
    | 'service';
  /** Who may call: anyone, or the owner of a session (for that session's own account only). */
  readonly access: 'public' | 'session';
  /** Each class has its own rate limit. */
  readonly rateClass: 'read' | 'write' | 'credentials';
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  /** In place of a JSON body: a stream of so many octets at most, its length told beforehand. */
  readonly octets?: number;
  readonly maxBodyBytes?: number;
  /** The body names its `protocol`; another one is answered with `protocol-unsupported` before anything is read. */
  readonly protocol?: number;
  /** `null`: 204 without a body. `octets`: a stream of bytes. */
  readonly reply: Schema | 'octets' | null;
  /** What the address holds is the same for everybody and never changes: any cache may keep it. */
  readonly immutable?: boolean;
  readonly replyStatus: 200 | 201 | 204;
  /** Beyond those that any route can answer with. */
  readonly problems: readonly ProblemCode[];
}

const ReadingsQuerySchema = v.strictObject({
  cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number), SequenceSchema), '0'),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,4}$/),
      v.transform(Number),
      v.minValue(1),
      v.maxValue(LIMITS.readingsPerPage),
    ),
    '100',
  ),
});

export const ROUTES = {
  health: {
    method: 'GET',
    path: '/health',
    summary: 'Versions, and whether the database answers',
    tag: 'service',
    access: 'public',
    rateClass: 'read',
    reply: HealthReplySchema,
    replyStatus: 200,
    problems: [],
  },
  prelogin: {
    method: 'POST',
    path: '/account/prelogin',
    summary: 'Key-derivation parameters of an address, known or not',
    tag: 'account',
    access: 'public',
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
    access: 'public',
    rateClass: 'credentials',
    body: SignUpRequestSchema,
    reply: SessionReplySchema,
    replyStatus: 201,
    problems: ['email-unavailable'],
  },
  signIn: {
    method: 'POST',
    path: '/session',
    summary: 'Sign in',
    tag: 'account',
    access: 'public',
    rateClass: 'credentials',
    body: SignInRequestSchema,
    reply: SessionReplySchema,
    replyStatus: 200,
    problems: ['wrong-credentials'],
  },
  session: {
    method: 'GET',
    path: '/session',
    summary: 'The session this request carries',
    tag: 'account',
    access: 'session',
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
    access: 'session',
    rateClass: 'write',
    reply: null,
    replyStatus: 204,
    problems: [],
  },
  changePassphrase: {
    method: 'PUT',
    path: '/account/passphrase',
    summary: 'Rewrap the account key under a new passphrase and end every other session',
    tag: 'account',
    access: 'session',
    rateClass: 'credentials',
    body: PassphraseChangeSchema,
    reply: null,
    replyStatus: 204,
    problems: ['wrong-credentials'],
  },
  openRecovery: {
    method: 'POST',
    path: '/account/recovery/open',
    summary: 'Fetch the wrap that the recovery words open',
    tag: 'account',
    access: 'public',
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
    access: 'public',
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
    access: 'session',
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
    access: 'session',
    rateClass: 'write',
    reply: null,
    replyStatus: 204,
    problems: [],
  },
  sync: {
    method: 'POST',
    path: '/sync',
    summary: 'One exchange: push ops, pull what others pushed, with fused readings',
    tag: 'sync',
    access: 'session',
    rateClass: 'write',
    body: SyncRequestSchema,
    maxBodyBytes: LIMITS.syncBodyBytes,
    protocol: PROTOCOL_VERSION,
    reply: SyncReplySchema,
    replyStatus: 200,
    problems: ['protocol-unsupported'],
  },
  consents: {
    method: 'GET',
    path: '/consents',
    summary: 'Which modalities may send scores',
    tag: 'consents',
    access: 'session',
    rateClass: 'read',
    reply: ConsentsSchema,
    replyStatus: 200,
    problems: [],
  },
  setConsent: {
    method: 'PUT',
    path: '/consents/:modality',
    summary: 'Give or revoke consent; revoking deletes every number of that modality',
    tag: 'consents',
    access: 'session',
    rateClass: 'write',
    params: ConsentParamsSchema,
    body: ConsentRequestSchema,
    reply: ConsentsSchema,
    replyStatus: 200,
    problems: [],
  },
  readings: {
    method: 'GET',
    path: '/readings',
    summary: 'Stored readings in the order in which they changed',
    tag: 'readings',
    access: 'session',
    rateClass: 'read',
    query: ReadingsQuerySchema,
    reply: ReadingsPageSchema,
    replyStatus: 200,
    problems: [],
  },
  baseline: {
    method: 'GET',
    path: '/readings/baseline',
    summary: 'The usual range over all devices, and what corrections taught',
    tag: 'readings',
    access: 'session',
    rateClass: 'read',
    reply: BaselineReplySchema,
    replyStatus: 200,
    problems: [],
  },
  attachments: {
    method: 'GET',
    path: '/attachments',
    summary: 'Which sealed attachments are stored, and how much room is left',
    tag: 'attachments',
    access: 'session',
    rateClass: 'read',
    query: AttachmentsQuerySchema,
    reply: AttachmentsPageSchema,
    replyStatus: 200,
    problems: [],
  },
  putAttachmentPart: {
    method: 'PUT',
    path: '/attachments/:name/parts/:part',
    summary: 'Store one part of a sealed attachment; a part that is stored stays as it is',
    tag: 'attachments',
    access: 'session',
    rateClass: 'write',
    params: AttachmentPartParamsSchema,
    octets: LIMITS.attachmentPartBytes,
    reply: null,
    replyStatus: 204,
    problems: ['quota-exceeded'],
  },
  attachmentPart: {
    method: 'GET',
    path: '/attachments/:name/parts/:part',
    summary: 'One part of a sealed attachment, as it was stored',
    tag: 'attachments',
    access: 'session',
    rateClass: 'read',
    params: AttachmentPartParamsSchema,
    reply: 'octets',
    replyStatus: 200,
    problems: ['not-found'],
  },
  deleteAttachment: {
    method: 'DELETE',
    path: '/attachments/:name',
    summary: 'Delete a sealed attachment with all its parts, stored or not',
    tag: 'attachments',
    access: 'session',
    rateClass: 'write',
    params: AttachmentParamsSchema,
    reply: null,
    replyStatus: 204,
    problems: [],
  },
  packs: {
    method: 'GET',
    path: '/packs',
    summary: 'Files of optional larger models that this deployment mirrors',
    tag: 'packs',
    access: 'public',
    rateClass: 'read',
    reply: PacksReplySchema,
    replyStatus: 200,
    problems: [],
  },
  packFile: {
    method: 'GET',
    path: '/packs/:pack/:file',
    summary: 'One mirrored file, or the single range of it that was asked for (then 206)',
    tag: 'packs',
    access: 'public',
    rateClass: 'read',
    params: PackFileParamsSchema,
    reply: 'octets',
    immutable: true,
    replyStatus: 200,
    problems: ['not-found'],
  },
  fuse: {
    method: 'POST',
    path: '/analysis/fuse',
    summary: 'Fuse scores of any modalities without storing anything',
    tag: 'analysis',
    access: 'session',
    rateClass: 'read',
    body: FuseRequestSchema,
    reply: ReadingSchema,
    replyStatus: 200,
    problems: [],
  },
} as const satisfies Record<string, Route>;

export type RouteId = keyof typeof ROUTES;

/** Opened as a WebSocket, so it is no route of request and reply; messages are PokeSchema. */
export const SYNC_SOCKET_PATH = '/sync/socket';
