import * as v from 'valibot';
import { PassphraseChangeSchema } from './account.ts';
import { EmailSchema, PhoneSchema, SixDigitsSchema } from './primitives.ts';
import { LOCALES } from './profile.ts';

/** Which addresses this deployment can send codes to. */
export const AccountOptionsSchema = v.object({ emailCodes: v.boolean(), phoneCodes: v.boolean() });

export type AccountOptions = v.InferOutput<typeof AccountOptionsSchema>;

/** The answer never tells whether there is an account. */
export const EmailCodeRequestSchema = v.strictObject({ email: EmailSchema, locale: v.picklist(LOCALES) });

export const UnlockSchema = v.strictObject({ email: EmailSchema, code: SixDigitsSchema });

/** To show that an address is one's own before the account gets it. */
export const AddressCodeRequestSchema = v.union([
  v.strictObject({ email: EmailSchema }),
  v.strictObject({ phone: PhoneSchema }),
]);

/**
 * The passphrase stays, but what is derived from it does not: its salt follows the address, so that prelogin goes on
 * answering the same for every address, taken or left.
 */
export const EmailChangeSchema = v.strictObject({
  email: EmailSchema,
  code: SixDigitsSchema,
  ...PassphraseChangeSchema.entries,
});

export const PhoneChangeSchema = v.strictObject({ phone: PhoneSchema, code: SixDigitsSchema });
