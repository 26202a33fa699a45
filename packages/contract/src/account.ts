import { MODALITIES } from '@undertone/emotion/modality';
import * as v from 'valibot';
import { ROLES } from './access.ts';
import { base64UrlSchema, EmailSchema, SixDigitsSchema, VaultIdSchema } from './primitives.ts';
import { LOCALES } from './profile.ts';

/** 32 bytes derived on the device from the passphrase; the passphrase itself is never sent. */
const AuthSecretSchema = base64UrlSchema(32, 32);

/** 32 bytes derived on the device from the recovery words: proves their possession without showing them. */
const RecoveryProofSchema = base64UrlSchema(32, 32);

/** Argon2id (RFC 9106). The client refuses values under its floor, whatever a server says. */
export const KdfSchema = v.strictObject({
  algorithm: v.literal('argon2id'),
  memoryKib: v.pipe(v.number(), v.integer(), v.minValue(65_536), v.maxValue(1_048_576)),
  iterations: v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(16)),
  parallelism: v.literal(1),
  salt: base64UrlSchema(16, 16),
});

/** The account key, wrapped: see docs/format.md. Opaque to the server. */
export const KeyWrapSchema = v.strictObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  kind: v.picklist(['passphrase', 'recovery']),
  wrapped: base64UrlSchema(32, 256),
});

export const PreloginRequestSchema = v.strictObject({ email: EmailSchema });
/** The same shape for every address, known or not. */
export const PreloginReplySchema = v.object({ kdf: KdfSchema });

export const SignUpRequestSchema = v.strictObject({
  email: EmailSchema,
  authSecret: AuthSecretSchema,
  kdf: KdfSchema,
  vaultId: VaultIdSchema,
  passphraseWrap: KeyWrapSchema,
  recoveryWrap: KeyWrapSchema,
  recoveryProof: RecoveryProofSchema,
  /** Asked where the deployment can send mail: see AccountOptionsSchema. */
  emailCode: v.optional(SixDigitsSchema),
  /** Of the messages that the account gets. */
  locale: v.optional(v.picklist(LOCALES)),
});

export const SignInRequestSchema = v.strictObject({ email: EmailSchema, authSecret: AuthSecretSchema });

export const SECOND_FACTORS = ['totp', 'passkey', 'backup-code'] as const;

export type SecondFactor = (typeof SECOND_FACTORS)[number];

export const SignedInSchema = v.object({
  state: v.literal('signed-in'),
  accountId: v.string(),
  email: v.string(),
  vaultId: VaultIdSchema,
  passphraseWrap: KeyWrapSchema,
  recoveryRehearsed: v.boolean(),
  /** Every role held anywhere: what to offer, never what to allow. */
  roles: v.array(v.picklist(ROLES)),
});

/** The wrapped key is not given out before everything that the account asks at sign-in was shown. */
export const SessionReplySchema = v.variant('state', [
  SignedInSchema,
  v.object({ state: v.literal('second-factor'), methods: v.array(v.picklist(SECOND_FACTORS)) }),
  v.object({ state: v.literal('set-up-second-factor') }),
]);

export const PassphraseChangeSchema = v.strictObject({
  currentAuthSecret: AuthSecretSchema,
  authSecret: AuthSecretSchema,
  kdf: KdfSchema,
  passphraseWrap: KeyWrapSchema,
});

export const RecoveryOpenSchema = v.strictObject({ email: EmailSchema, recoveryProof: RecoveryProofSchema });
export const RecoveryOpenReplySchema = v.object({ vaultId: VaultIdSchema, recoveryWrap: KeyWrapSchema });

export const RecoveryResetSchema = v.strictObject({
  email: EmailSchema,
  recoveryProof: RecoveryProofSchema,
  authSecret: AuthSecretSchema,
  kdf: KdfSchema,
  passphraseWrap: KeyWrapSchema,
});

/** New recovery words: needs the passphrase's secret again, so that a borrowed session cannot plant its own. */
export const RecoveryReplaceSchema = v.strictObject({
  currentAuthSecret: AuthSecretSchema,
  recoveryWrap: KeyWrapSchema,
  recoveryProof: RecoveryProofSchema,
});

export const ConsentRequestSchema = v.strictObject({ granted: v.boolean() });
export const ConsentParamsSchema = v.strictObject({ modality: v.picklist(MODALITIES) });
