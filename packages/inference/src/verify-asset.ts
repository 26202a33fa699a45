import { toHex, type Bytes } from '@undertone/base/bytes';

/** Whether the bytes are those that the manifest's SHA-256 (lower-case hex) names. */
export async function verifyAsset(bytes: Bytes, sha256: string): Promise<boolean> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))) === sha256;
}
