import { UUID_PATTERN } from '@undertone/base/id';
import * as v from 'valibot';
import { KeyWrapSchema, SECOND_FACTORS, SignedInSchema } from './account.ts';
import { base64UrlSchema, InstantSchema, SixDigitsSchema } from './primitives.ts';

/** Ways to show again that it is you, before an act that cannot be undone. */
export const STEP_UP_METHODS = [...SECOND_FACTORS, 'email-code', 'phone-code', 'passphrase'] as const;

export type StepUpMethod = (typeof STEP_UP_METHODS)[number];

/** As printed or typed: 16 letters and digits of Crockford's base32, in any grouping. */
const BackupCodeSchema = v.pipe(v.string(), v.maxLength(40));

/** What a passkey is called by its owner. */
const PasskeyNameSchema = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60));

const CredentialIdSchema = base64UrlSchema(1, 1023);
const TransportsSchema = v.pipe(v.array(v.pipe(v.string(), v.maxLength(20))), v.maxLength(10));

/** WebAuthn 3's RegistrationResponseJSON without what we do not need; no extension output is ever sent. */
export const PasskeyRegistrationSchema = v.strictObject({
  id: CredentialIdSchema,
  clientDataJSON: base64UrlSchema(1, 4096),
  attestationObject: base64UrlSchema(1, 16_384),
  transports: TransportsSchema,
});

/** WebAuthn 3's AuthenticationResponseJSON, likewise. */
export const PasskeyAssertionSchema = v.strictObject({
  id: CredentialIdSchema,
  clientDataJSON: base64UrlSchema(1, 4096),
  authenticatorData: base64UrlSchema(1, 4096),
  signature: base64UrlSchema(1, 4096),
  userHandle: v.nullable(base64UrlSchema(1, 64)),
});

export type PasskeyRegistration = v.InferOutput<typeof PasskeyRegistrationSchema>;
export type PasskeyAssertion = v.InferOutput<typeof PasskeyAssertionSchema>;

const CredentialsSchema = v.array(v.object({ id: v.string(), transports: v.array(v.string()) }));

/** What `navigator.credentials.create` is asked. */
export const PasskeyCreationSchema = v.object({
  challenge: v.string(),
  rpId: v.string(),
  /** base64url. */
  userHandle: v.string(),
  userName: v.string(),
  /** COSE algorithms, best first. */
  algorithms: v.array(v.number()),
  excluded: CredentialsSchema,
});

/** What `navigator.credentials.get` is asked. */
export const PasskeyRequestSchema = v.object({
  challenge: v.string(),
  rpId: v.string(),
  /** Empty: whichever passkey of this site the person chooses. */
  allowed: CredentialsSchema,
});

export type PasskeyCreation = v.InferOutput<typeof PasskeyCreationSchema>;
export type PasskeyRequest = v.InferOutput<typeof PasskeyRequestSchema>;

export const SecondFactorsSchema = v.object({
  totp: v.nullable(v.object({ addedAt: InstantSchema })),
  passkeys: v.array(
    v.object({
      id: v.string(),
      /** WebAuthn's, base64url. */
      credentialId: v.string(),
      name: v.string(),
      addedAt: InstantSchema,
      lastUsedAt: v.nullable(InstantSchema),
      /** Copied between devices by its keeper. */
      isSynced: v.boolean(),
      /** Holds a wrap of the account key, which only its own output opens. */
      opensJournal: v.boolean(),
    }),
  ),
  backupCodesLeft: v.number(),
  /** A role of this account may not be without. */
  isRequired: v.boolean(),
  /** When the removal of all of them that somebody asked for may be finished; `null`: nobody asked. */
  resetAt: v.nullable(InstantSchema),
});

/** Base32 for typing and the otpauth URI for a camera: shown once, until the first code confirms it. */
export const NewTotpSchema = v.object({ secret: v.string(), uri: v.string() });

export const ConfirmTotpSchema = v.strictObject({ code: SixDigitsSchema });

export const BackupCodesSchema = v.object({ backupCodes: v.array(v.string()) });

/** Backup codes come with the first factor, once; `null` with a further one. */
export const FactorAddedSchema = v.object({ backupCodes: v.nullable(v.array(v.string())) });

export const AddPasskeySchema = v.strictObject({
  name: PasskeyNameSchema,
  credential: PasskeyRegistrationSchema,
});

export const PasskeyAddedSchema = v.object({ ...FactorAddedSchema.entries, id: v.string() });

/** Not the credential's own id, which stays out of addresses. */
export const PasskeyParamsSchema = v.strictObject({ passkey: v.pipe(v.string(), v.regex(UUID_PATTERN)) });
export const RenamePasskeySchema = v.strictObject({ name: PasskeyNameSchema });
/** The account key under what only one passkey gives out: see docs/format.md. */
const PasskeyKeyWrapSchema = v.strictObject({ ...KeyWrapSchema.entries, kind: v.literal('passkey') });
/** `null` takes the journal away from the passkey again. */
export const PasskeyWrapSchema = v.strictObject({ wrap: v.nullable(PasskeyKeyWrapSchema) });

const TotpProofSchema = v.strictObject({ method: v.literal('totp'), code: SixDigitsSchema });
const BackupCodeProofSchema = v.strictObject({ method: v.literal('backup-code'), code: BackupCodeSchema });
const PasskeyProofSchema = v.strictObject({
  method: v.literal('passkey'),
  assertion: PasskeyAssertionSchema,
});

export const SecondFactorProofSchema = v.variant('method', [
  TotpProofSchema,
  BackupCodeProofSchema,
  PasskeyProofSchema,
]);

export type SecondFactorProof = v.InferOutput<typeof SecondFactorProofSchema>;

export const StepUpProofSchema = v.variant('method', [
  TotpProofSchema,
  BackupCodeProofSchema,
  PasskeyProofSchema,
  v.strictObject({ method: v.literal('email-code'), code: SixDigitsSchema }),
  v.strictObject({ method: v.literal('phone-code'), code: SixDigitsSchema }),
  v.strictObject({ method: v.literal('passphrase'), authSecret: base64UrlSchema(32, 32) }),
]);

export type StepUpProof = v.InferOutput<typeof StepUpProofSchema>;

/** Which of them this account may use now: see docs/adr/0013-second-factors.md. */
export const StepUpReplySchema = v.object({ methods: v.array(v.picklist(STEP_UP_METHODS)) });

export const StepUpCodeSchema = v.strictObject({ to: v.picklist(['email', 'phone']) });

/** Of a session whose second factor is due. */
export const SecondFactorDueSchema = v.object({
  methods: v.array(v.picklist(SECOND_FACTORS)),
  /** Whether this deployment can take the way out for those who lost all of them: it needs to send mail. */
  canReset: v.boolean(),
  resetAt: v.nullable(InstantSchema),
});

export const PasskeySignInSchema = v.strictObject({ assertion: PasskeyAssertionSchema });

/** `passkeyWrap`: the account key under this very passkey's output; `null` where it was given none. */
export const PasskeySignedInSchema = v.object({
  ...SignedInSchema.entries,
  passkeyWrap: v.nullable(PasskeyKeyWrapSchema),
});

/** Of the recovery words: see docs/format.md. */
const RecoveryProofSchema = base64UrlSchema(32, 32);

export const RequestResetSchema = v.strictObject({
  code: SixDigitsSchema,
  recoveryProof: RecoveryProofSchema,
});

/** The words again: whoever knows only the passphrase must not reap what the owner has sown. */
export const FinishResetSchema = v.strictObject({ recoveryProof: RecoveryProofSchema });

export const ResetRequestedSchema = v.object({ resetAt: InstantSchema });
