import { err, ok, type Result } from './result.ts';

/** Bytes that own a plain ArrayBuffer, which is what WebCrypto and IndexedDB accept. */
export type Bytes = Uint8Array<ArrayBuffer>;

const utf8Encoder = new TextEncoder();
const strictUtf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function utf8(text: string): Bytes {
  return utf8Encoder.encode(text);
}

/** Refuses ill-formed UTF-8 instead of inserting U+FFFD: a silent replacement would alter what was written. */
export function parseUtf8(bytes: Uint8Array): Result<string, 'malformed-utf8'> {
  try {
    return ok(strictUtf8Decoder.decode(bytes));
  } catch {
    return err('malformed-utf8');
  }
}

export function concatBytes(...parts: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Compares every byte whatever the first difference, so the time taken tells nothing about where it is. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let index = 0; index < left.length; index++) {
    difference |= (left[index] ?? 0) ^ (right[index] ?? 0);
  }
  return difference === 0;
}

export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const SEXTET_OF_CODE = (() => {
  const table = new Int16Array(128).fill(-1);
  for (let index = 0; index < 64; index++) table[BASE64URL.charCodeAt(index)] = index;
  return table;
})();

/** base64url without padding (RFC 4648 §5). */
export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  let index = 0;
  for (; index + 2 < bytes.length; index += 3) {
    const triple = (bytes[index]! << 16) | (bytes[index + 1]! << 8) | bytes[index + 2]!;
    text +=
      BASE64URL[triple >> 18]! +
      BASE64URL[(triple >> 12) & 63]! +
      BASE64URL[(triple >> 6) & 63]! +
      BASE64URL[triple & 63]!;
  }
  if (index + 1 === bytes.length) {
    const single = bytes[index]!;
    text += BASE64URL[single >> 2]! + BASE64URL[(single & 3) << 4]!;
  } else if (index + 2 === bytes.length) {
    const pair = (bytes[index]! << 8) | bytes[index + 1]!;
    text += BASE64URL[pair >> 10]! + BASE64URL[(pair >> 4) & 63]! + BASE64URL[(pair & 15) << 2]!;
  }
  return text;
}

/**
 * Accepts exactly what {@link toBase64Url} makes: no padding, no foreign characters and no stray
 * trailing bits, so that one value has one spelling and ids cannot be aliased.
 */
export function parseBase64Url(text: string): Result<Bytes, 'malformed-base64url'> {
  if (text.length % 4 === 1) return err('malformed-base64url');
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let offset = 0;
  let pending = 0;
  let pendingBits = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const sextet = code < 128 ? SEXTET_OF_CODE[code]! : -1;
    if (sextet < 0) return err('malformed-base64url');
    pending = ((pending << 6) | sextet) & 0xffff;
    pendingBits += 6;
    if (pendingBits >= 8) {
      pendingBits -= 8;
      bytes[offset++] = (pending >> pendingBits) & 0xff;
    }
  }
  if ((pending & ((1 << pendingBits) - 1)) !== 0) return err('malformed-base64url');
  return ok(bytes);
}
