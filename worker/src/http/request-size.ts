import type { ProblemCode } from '@undertone/contract/problem';

/** Our longest address has about three hundred characters. */
const MOST_URL_CHARS = 4096;
/** A browser sends some two thousand; the platform itself would take 128 KiB. */
const MOST_HEADER_CHARS = 16_384;

/** Why a request is refused before anything of it is looked at, or `null`. */
export function sizeRefusalOf({ url, headers }: Request): ProblemCode | null {
  if (url.length > MOST_URL_CHARS) return 'uri-too-long';
  let chars = 0;
  headers.forEach((value, name) => (chars += name.length + value.length));
  return chars > MOST_HEADER_CHARS ? 'headers-too-large' : null;
}
