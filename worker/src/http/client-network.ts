const IPV6_GROUPS = 8;
const NETWORK_GROUPS = 4;

/**
 * Whom a limit counts: an IPv4 address, or the /64 network of an IPv6 one, since its holder may use any address in
 * it. What is no address is counted as it is.
 */
export function networkOf(address: string | null): string {
  if (address === null) return 'unknown';
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const zeros = tail === undefined ? 0 : Math.max(0, IPV6_GROUPS - before.length - after.length);
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  const network = groups.slice(0, NETWORK_GROUPS).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${network.join(':')}::/64`;
}

const COUNTRY = /^[A-Z][A-Z0-9]$/;

/** ISO 3166-1 alpha-2 (or `T1`, the Tor network), as the edge found it; `null` where it is not known. */
export function countryOf(headers: Headers): string | null {
  const country = headers.get('cf-ipcountry') ?? '';
  return COUNTRY.test(country) && country !== 'XX' ? country : null;
}
