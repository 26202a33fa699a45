import type { EpochMs, RandomBytes } from '@undertone/base/clock';
import { HOTP, Secret, TOTP } from 'otpauth';

/** What every authenticator app can do (RFC 6238): anything stronger is ignored by some of them, silently. */
const ALGORITHM = 'SHA1';
const DIGITS = 6;
const STEP_MS = 30_000;
/** As many octets as the hash has (RFC 4226 §4, R6). */
const SECRET_BYTES = 20;
/** Steps that a clock may be off, each way (RFC 6238 §5.2). */
const WINDOW = 1;

const ISSUER = 'Undertone';

/** Base32 without padding. */
export function createTotpSecret(random: RandomBytes): string {
  return new Secret({ buffer: random(SECRET_BYTES).buffer }).base32;
}

/** What a QR picture carries to an authenticator app. */
export function totpUri(secret: string, email: string): string {
  return new TOTP({
    issuer: ISSUER,
    label: email,
    algorithm: ALGORITHM,
    digits: DIGITS,
    period: STEP_MS / 1000,
    secret: Secret.fromBase32(secret),
  }).toString();
}

/** The step (30 s since the epoch) that a code belongs to, or `null`: wrong, or of no step near `now`. */
export function stepOfCode(secret: string, code: string, now: EpochMs): number | null {
  const counter = Math.floor(now / STEP_MS);
  const key = Secret.fromBase32(secret);
  const delta = HOTP.validate({
    token: code,
    secret: key,
    algorithm: ALGORITHM,
    digits: DIGITS,
    counter,
    window: WINDOW,
  });
  return delta === null ? null : counter + delta;
}
