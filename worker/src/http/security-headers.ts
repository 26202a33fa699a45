/**
 * Names of the Trusted Types policies that the app makes. Each turns only addresses of our own scripts into
 * script URLs.
 */
const TRUSTED_TYPES_POLICIES = ['undertone-scripts'];

const connectTo = (others: readonly string[]) => `connect-src ${["'self'", ...others].join(' ')}`;

const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  connectTo([]),
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "object-src 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  `trusted-types ${TRUSTED_TYPES_POLICIES.join(' ')}`,
].join('; ');

/** Nothing but the app itself may ask the person for these, and it asks only at their tap. */
const OWN_FEATURES = ['camera', 'microphone', 'geolocation'];

const REFUSED_FEATURES = ['display-capture', 'usb', 'serial', 'hid', 'midi', 'payment'];

const PERMISSIONS_POLICY = [
  ...OWN_FEATURES.map((feature) => `${feature}=(self)`),
  ...REFUSED_FEATURES.map((feature) => `${feature}=()`),
].join(', ');

const ISOLATION = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
} as const;

/** For everything the app is made of. */
export const APP_HEADERS = {
  ...ISOLATION,
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'permissions-policy': PERMISSIONS_POLICY,
} as const;

/** For answers of the API: data about one person, and nothing that a browser should run or keep. */
export const API_HEADERS = {
  ...ISOLATION,
  'content-security-policy':
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cache-control': 'no-store',
} as const;

/** For the pages that document the API: markup and one style sheet, no script. */
export const DOCUMENTATION_HEADERS = {
  ...ISOLATION,
  'content-security-policy':
    "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cache-control': 'no-cache',
} as const;

/** For what is named by its content. */
export const IMMUTABLE = 'public, max-age=31536000, immutable';

/** For what is the same for everybody and changes: for a day it may still be shown while a new one is fetched. */
export const A_MINUTE = 'public, max-age=60, stale-while-revalidate=86400';

/** A name that changes with the content may be kept for ever; the rest is asked for again every time. */
const CACHING = [
  ['/*', 'no-cache'],
  ['/assets/*', IMMUTABLE],
] as const;

/**
 * The `_headers` file that the static assets are served with; the build puts it beside them. @param others addresses
 * of single files of other hosts that the app may fetch, each in full: such a host may serve anybody's files.
 */
export function renderHeadersFile(others: readonly string[] = []): string {
  for (const url of others)
    if (!/^https:\/\/[\w.-]+\/[\w./-]*[\w-]$/.test(url)) throw new Error(`not one file: ${url}`);
  const policy = CONTENT_SECURITY_POLICY.replace(connectTo([]), connectTo(others));
  const headers = { ...APP_HEADERS, 'content-security-policy': policy };
  const lines = ['/*', ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)];
  for (const [path, value] of CACHING) {
    if (path === '/*') lines.push(`  cache-control: ${value}`);
    else lines.push('', path, '  ! cache-control', `  cache-control: ${value}`);
  }
  return `${lines.join('\n')}\n`;
}
