import * as v from 'valibot';
import { ROLES } from './access.ts';
import { InstantSchema } from './primitives.ts';

/** Languages that the server can write its messages in. */
export const LOCALES = ['en', 'es'] as const;

export type Locale = (typeof LOCALES)[number];

/** Days between asking for an account's deletion and its being carried out; until then one act takes it back. */
export const DELETION_COOLING_OFF_DAYS = 14;

/** What the server must know of a person's wishes; anything more personal is a sealed record. */
export const PreferencesSchema = v.strictObject({
  /** Of mails and messages; what the app shows follows the device. */
  locale: v.picklist(LOCALES),
  /** Minutes without a request after which a session ends; `null`: only when it expires. */
  idleMinutes: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1440))),
});

export type Preferences = v.InferOutput<typeof PreferencesSchema>;

export const ProfileSchema = v.object({
  email: v.string(),
  emailVerified: v.boolean(),
  /** A phone number that codes can be sent to is kept; which one is not told. */
  hasPhone: v.boolean(),
  createdAt: InstantSchema,
  preferences: PreferencesSchema,
  roles: v.array(v.picklist(ROLES)),
  /** An employer or a school stands behind the account: no emotion may be read from voice or face. */
  isSponsored: v.boolean(),
  /** When the deletion that was asked for is carried out. */
  deletesAt: v.nullable(InstantSchema),
});

export type Profile = v.InferOutput<typeof ProfileSchema>;

export const DeletionReplySchema = v.object({ deletesAt: InstantSchema });
