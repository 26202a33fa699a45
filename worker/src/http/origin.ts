/**
 * Whether a request that changes something may come from where it says it comes from. Browsers always name the
 * origin of such a request; other programs name none and carry no ambient cookie that a foreign site could abuse.
 */
export function isOwnOrigin(request: Request, allowed: readonly string[]): boolean {
  const origin = request.headers.get('origin');
  if (origin !== null) return origin === new URL(request.url).origin || allowed.includes(origin);
  const site = request.headers.get('sec-fetch-site');
  return site === null || site === 'same-origin' || site === 'none';
}
