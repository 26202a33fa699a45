import { readFileSync } from 'node:fs';
import { plainBody, type Exchange } from './recorder.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Ids, codes of the contract, addresses of the API, times: what a log may hold. */
const MAY_BE_LOGGED = [UUID, /^[a-z][a-z0-9-]*$/, /^\//, /^\d{4}-\d\d-\d\dT/];
const ALWAYS_SECRET = new Set(['email', 'phone', 'name', 'label', 'text', 'token', 'secret', 'locale']);
const LEAST_CHARS = 16;
/** Of long ciphertexts the beginning suffices. */
const MOST_CHARS = 64;

/** What devices and server told each other that no log may repeat: addresses, secrets, codes, cookies, ciphertext. */
export function secretsOf(exchanges: readonly Exchange[]): ReadonlySet<string> {
  const secrets = new Set<string>();
  // What stands in an address is an id, and addresses are in the runner's own lines.
  const ids = new Set(exchanges.flatMap(({ request }) => request.path.split(/[/?]/).map(decode)));
  const take = (text: string, isSure: boolean) => {
    if (ids.has(text)) return;
    if (isSure ? text.length < 6 : text.length < LEAST_CHARS || /\s/.test(text)) return;
    if (!isSure && MAY_BE_LOGGED.some((pattern) => pattern.test(text))) return;
    secrets.add(text.slice(0, MOST_CHARS));
  };
  for (const { request, reply } of exchanges) {
    if (!request.path.startsWith('/api/v1/')) continue;
    for (const [name, value] of [...request.headers, ...(reply?.headers ?? [])])
      if (/^(set-)?cookie$|^authorization$/i.test(name))
        for (const [, secret = ''] of value.matchAll(/__Host-[\w-]+=([^;]+)|Bearer (\S+)/g))
          take(secret, true);
    // The directory of care is the same for everybody: nothing in it is a secret.
    const replyBody = reply === null || request.path.startsWith('/api/v1/doctors/') ? null : plainBody(reply);
    for (const body of [request.body, replyBody ?? Buffer.alloc(0)]) {
      for (const [key, text] of textsIn(parsed(body))) {
        take(text, ALWAYS_SECRET.has(key) && text.length >= 8);
        if (/^\d{6}$/.test(text) || /code/i.test(key)) take(text, /^[\dA-Z-]{6,}$/.test(text));
      }
    }
  }
  return secrets;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}

function textsIn(value: unknown, key = ''): readonly (readonly [key: string, text: string])[] {
  if (typeof value === 'string') return [[key, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    textsIn(member, Array.isArray(value) ? key : name),
  );
}

/** The id of somebody in the directory of care, which is the same for everybody, in the address of a report. */
const REPORTED = /(?<=\/doctors\/entries\/)[\w-]+/g;

/** Which of them a log holds: as they are, percent-encoded or escaped in JSON; digits of a code only by themselves. */
export function findInLog(log: string, secrets: Iterable<string>): readonly string[] {
  const searched = log.replaceAll(REPORTED, '');
  return [...secrets].filter((secret) => {
    if (/^\d{1,8}$/.test(secret)) return new RegExp(`(?<![\\w-])${secret}(?![\\w-])`).test(searched);
    const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
    return forms.some((form) => searched.includes(form));
  });
}

/** What the product said from a place in its log on. */
export function readLog(path: string, from = 0): string {
  return readFileSync(path).subarray(from).toString();
}
