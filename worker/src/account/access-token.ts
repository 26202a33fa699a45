import { toBase64Url, utf8 } from '@undertone/base/bytes';
import type { EpochMs } from '@undertone/base/clock';
import type { Scope } from '@undertone/contract/access';
import { errors, jwtVerify } from 'jose';
import type { AccountId } from '../db/account-id.ts';
import type { PublicKey, SigningKeys } from '../secrets/signing-keys.ts';

/** Others who check a token by its keys alone learn of a revocation this late; this server learns of it at once. */
export const ACCESS_TOKEN_LIFETIME_S = 5 * 60;

const ISSUER = 'undertone';
const AUDIENCE = 'undertone-api';
const MOST_CHARS = 2000;

export interface AccessTokens {
  issue(
    session: { readonly sessionId: string; readonly accountId: AccountId; readonly scopes: readonly Scope[] },
    now: EpochMs,
  ): Promise<{ readonly token: string; readonly expiresAt: EpochMs }>;
  /** The session that a token speaks for; `null` for whatever is not a token of ours in force. */
  read(token: string, now: EpochMs): Promise<string | null>;
}

/** JWTs signed with EdDSA (RFC 7519, RFC 8037). */
export function createAccessTokens(keys: SigningKeys): AccessTokens {
  const imported = new Map<string, Promise<CryptoKey>>();
  const keyOf = async (keyId: string, now: EpochMs): Promise<CryptoKey> => {
    const published = (await keys.publicKeys('token')).find((key) => key.keyId === keyId);
    if (published === undefined || !isStillGood(published, now)) throw new errors.JWKSNoMatchingKey();
    const known = imported.get(keyId);
    if (known !== undefined) return known;
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: published.x };
    const key = crypto.subtle.importKey('jwk', jwk, 'Ed25519', false, ['verify']);
    imported.set(keyId, key);
    return key;
  };

  return {
    issue: async ({ sessionId, accountId, scopes }, now) => {
      const issuedAt = Math.floor(now / 1000);
      const claims = {
        ...{ iss: ISSUER, aud: AUDIENCE, sub: accountId, sid: sessionId, scope: scopes.join(' ') },
        ...{ iat: issuedAt, exp: issuedAt + ACCESS_TOKEN_LIFETIME_S },
      };
      const { keyId: kid } = await keys.current('token');
      const signed = `${part({ alg: 'EdDSA', typ: 'at+jwt', kid })}.${part(claims)}`;
      const { keyId, signature } = await keys.sign('token', utf8(signed));
      if (keyId !== kid) throw new Error('the key was changed while a token was being signed');
      return { token: `${signed}.${toBase64Url(signature)}`, expiresAt: (claims.exp * 1000) as EpochMs };
    },
    read: async (token, now) => {
      if (token.length > MOST_CHARS) return null;
      try {
        const { payload } = await jwtVerify(token, ({ kid }) => keyOf(kid ?? '', now), {
          ...{ issuer: ISSUER, audience: AUDIENCE, algorithms: ['EdDSA'], typ: 'at+jwt' },
          ...{ currentDate: new Date(now), requiredClaims: ['sub', 'sid', 'exp'] },
        });
        return typeof payload['sid'] === 'string' ? payload['sid'] : null;
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}

/** What a retired key signed before ends with the life of a token: who stole the key mints nothing more. */
export function isStillGood({ retiredAt }: Pick<PublicKey, 'retiredAt'>, now: EpochMs): boolean {
  return retiredAt === null || now < retiredAt + ACCESS_TOKEN_LIFETIME_S * 1000;
}

function part(value: object): string {
  return toBase64Url(utf8(JSON.stringify(value)));
}
