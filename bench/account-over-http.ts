import { systemRandom } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { toBase64Url } from '@undertone/base/bytes';
import { API_PREFIX, LIMITS, PROTOCOL_VERSION } from '@undertone/contract/protocol';
import type { PushedOp, SyncReply } from '@undertone/contract/sync';

/** An account of the real Worker, spoken to as another program would. */
export interface HttpAccount {
  readonly id: string;
  readonly email: string;
  readonly authSecret: string;
  readonly recoveryProof: string;
  /** What prelogin said of the address. */
  readonly kdf: unknown;
  readonly cookie: string;
  call(method: string, path: string, body?: unknown): Promise<Response>;
  exchange(ops: readonly PushedOp[], cursor?: number): Promise<SyncReply>;
}

const randomText = (bytes: number) => toBase64Url(systemRandom(bytes));

/** Throws on any answer but the expected one: a benchmark of failures measures nothing. */
export async function signUp(url: string): Promise<HttpAccount> {
  // Each account sits in a network of its own, so that limits of one do not end the run.
  const network = `2001:db8:${[...systemRandom(4)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .replace(/(....)/, '$1:')}::1`;
  const send = async (method: string, path: string, body?: unknown, cookie = ''): Promise<Response> => {
    const reply = await fetch(url + API_PREFIX + path, {
      method,
      headers: { 'content-type': 'application/json', 'cf-connecting-ip': network, cookie },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
    return reply;
  };
  const email = `bench-${createUuid(systemRandom)}@example.org`;
  const prelogin = await send('POST', '/account/prelogin', { email });
  const { kdf } = (await prelogin.json()) as { readonly kdf: unknown };
  const wrap = (kind: string) => ({ version: 1, kind, wrapped: randomText(80) });
  const authSecret = randomText(32);
  const recoveryProof = randomText(32);
  const created = await send('POST', '/account', {
    ...{
      email,
      kdf,
      authSecret,
      recoveryProof,
      vaultId: createUuid(systemRandom),
    },
    ...{ passphraseWrap: wrap('passphrase'), recoveryWrap: wrap('recovery') },
  });
  const { accountId } = (await created.json()) as { readonly accountId: string };
  const cookie = created.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const call = (method: string, path: string, body?: unknown) => send(method, path, body, cookie);
  return {
    id: accountId,
    email,
    authSecret,
    recoveryProof,
    kdf,
    cookie,
    call,
    exchange: async (ops, cursor = 0) => {
      const reply = await call('POST', '/sync', { protocol: PROTOCOL_VERSION, cursor, ops });
      return (await reply.json()) as SyncReply;
    },
  };
}

/** `count` new entries whose sealed part is as long as that of an entry of 700 bytes. */
export function randomOps(count: number, open: PushedOp['open']): readonly PushedOp[] {
  return Array.from({ length: Math.min(count, LIMITS.opsPerExchange) }, () => ({
    opId: createUuid(systemRandom) as unknown as PushedOp['opId'],
    collection: 'entries' as const,
    recordId: createUuid(systemRandom) as unknown as PushedOp['recordId'],
    supersedes: [],
    schema: 1,
    sealed: randomText(800),
    deleted: false,
    open,
  }));
}

/** Scores of one text, as a consenting device sends them. */
export const OPEN_LANE: PushedOp['open'] = {
  localDay: 20_000,
  localHour: 9,
  scores: [
    {
      modality: 'text',
      modelId: 'text-en',
      modelVersion: [1, 0, 0],
      distribution: [0.05, 0.05, 0.1, 0.4, 0.25, 0.1, 0.05],
      valence: 0.4,
      arousal: 0.1,
      quality: 0.8,
      abstained: null,
    },
  ],
  correction: null,
};
