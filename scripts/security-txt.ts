const DAY_MS = 24 * 3600 * 1000;
/** RFC 9116 asks for less than a year; a deployment that is not built anew for so long should look at its contact. */
const VALID_DAYS = 180;
const CONTACT = /^(?:mailto:[^\s<>,]+@[^\s<>,]+|https:\/\/[^\s<>,]+|tel:\+[\d-]+)$/;

/**
 * `/.well-known/security.txt` (RFC 9116) of a deployment; `null` where it names no contact, since a file without one
 * is not valid. @param contacts comma-separated URIs (`mailto:`, `https:` or `tel:`), the preferred first. Throws on
 * anything else.
 */
export function renderSecurityTxt(contacts: string | undefined, builtAt: Date): string | null {
  const uris = (contacts ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  if (uris.length === 0) return null;
  for (const uri of uris) {
    if (!CONTACT.test(uri))
      throw new Error(`SECURITY_CONTACT holds no mailto:, https: or tel: address: ${uri}`);
  }
  // Whole days, so that two builds of a day are the same.
  const expires = new Date(Math.floor(builtAt.getTime() / DAY_MS + VALID_DAYS) * DAY_MS);
  return [
    ...uris.map((uri) => `Contact: ${uri}`),
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: en, es',
    '',
  ].join('\n');
}
