import type { Brand } from '@undertone/base/brand';
import { UUID_PATTERN, type Uuid } from '@undertone/base/id';
import * as v from 'valibot';

export type OpId = Brand<Uuid, 'OpId'>;
export type RecordId = Brand<Uuid, 'RecordId'>;
export type VaultId = Brand<Uuid, 'VaultId'>;
/** Position in one account's log: 1, 2, 3 …; 0 is before the first. */
export type Sequence = Brand<number, 'Sequence'>;

const uuid = v.pipe(v.string(), v.regex(UUID_PATTERN, 'must be a lower-case UUIDv4'));

export const OpIdSchema: v.GenericSchema<string, OpId> = v.pipe(
  uuid,
  v.transform((text) => text as OpId),
);
export const RecordIdSchema: v.GenericSchema<string, RecordId> = v.pipe(
  uuid,
  v.transform((text) => text as RecordId),
);
export const VaultIdSchema: v.GenericSchema<string, VaultId> = v.pipe(
  uuid,
  v.transform((text) => text as VaultId),
);
export const SequenceSchema: v.GenericSchema<number, Sequence> = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(0),
  v.transform((value) => value as Sequence),
);

const BASE64URL_PATTERN = /^[A-Za-z0-9_-]*$/;

/** base64url without padding, of `minBytes` to `maxBytes` bytes. */
export function base64UrlSchema(minBytes: number, maxBytes: number) {
  return v.pipe(
    v.string(),
    v.minLength(Math.ceil((minBytes * 4) / 3)),
    v.maxLength(Math.ceil((maxBytes * 4) / 3)),
    v.regex(BASE64URL_PATTERN, 'must be base64url without padding'),
    v.check((text) => text.length % 4 !== 1, 'must be the length of whole bytes'),
  );
}

export const ProbabilitySchema = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** Valence or arousal. */
export const AffectSchema = v.pipe(v.number(), v.minValue(-1), v.maxValue(1));
/** Six digits of an authenticator app (RFC 6238: SHA-1, 30 s) or of a code that was sent. */
export const SixDigitsSchema = v.pipe(v.string(), v.regex(/^\d{6}$/));
/** E.164: a plus, then at most fifteen digits. */
export const PhoneSchema = v.pipe(v.string(), v.regex(/^\+[1-9]\d{6,14}$/));
export const EmailSchema = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(254), v.email());
/** ISO-8601 in UTC. */
export const InstantSchema = v.pipe(v.string(), v.isoTimestamp());
