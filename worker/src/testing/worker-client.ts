import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { toBase64Url } from '@undertone/base/bytes';
import { systemRandom } from '@undertone/base/clock';
import { createUuid } from '@undertone/base/id';
import { API_PREFIX } from '@undertone/contract/protocol';
import { createApp } from '../app.ts';
import { composeDependencies } from '../compose.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Environment } from '../environment.ts';

export const ORIGIN = 'https://undertone.example';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into bodies of many shapes
  readonly body: any;
}

/** A browser, as far as the API can tell: sends its origin, keeps its cookie, sits at one address. */
export interface WorkerClient {
  cookie: string;
  /** The cookie of a device that was signed in before. */
  device: string;
  /** The cookie of a browser that asked for a code. */
  asked: string;
  readonly dependencies: Dependencies;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  /** The request as it is, under the API's prefix unless it is an absolute path. */
  send(path: string, init: RequestInit): Promise<Response>;
}

export async function createWorkerClient(
  overrides: Partial<Dependencies> = {},
  environment: Environment = env,
): Promise<WorkerClient> {
  const dependencies = { ...(await composeDependencies(environment)), ...overrides };
  const app = createApp(dependencies);
  const [first, second] = [...systemRandom(4)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .match(/..../g)!;
  const address = `2001:db8:${first}:${second}::1`;
  const client: WorkerClient = {
    cookie: '',
    device: '',
    asked: '',
    dependencies,
    send: async (path, init) => {
      const context = createExecutionContext();
      const url = ORIGIN + (path.startsWith('/api/') ? '' : API_PREFIX) + path;
      const headers = new Headers(init.headers);
      headers.set('cf-connecting-ip', address);
      const cookies = [client.cookie, client.device, client.asked].filter((cookie) => cookie !== '');
      if (cookies.length > 0) headers.set('cookie', cookies.join('; '));
      const response = await app.fetch(new Request(url, { ...init, headers }), environment, context);
      await waitOnExecutionContext(context);
      for (const cookie of response.headers.getSetCookie()) {
        const slot = /^__Host-undertone-(device|asked)=/.exec(cookie)?.[1] as 'device' | 'asked' | undefined;
        client[slot ?? 'cookie'] = cookie.split(';')[0]!;
      }
      return response;
    },
    call: async (method, path, body, headers = {}) => {
      const response = await client.send(path, {
        method,
        headers: {
          origin: ORIGIN,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text === '' ? null : (JSON.parse(text) as unknown),
      };
    },
  };
  return client;
}

export function bytesText(length: number, fill: number): string {
  return toBase64Url(
    Uint8Array.from({ length }, (_, index) => (fill * 101 + index * index * 37 + index * 11) & 0xff),
  );
}

export interface TestAccount {
  readonly email: string;
  readonly authSecret: string;
  readonly recoveryProof: string;
  readonly accountId: string;
  readonly vaultId: string;
}

export async function signUpRequest(client: WorkerClient, email = `${createUuid(systemRandom)}@example.org`) {
  const { kdf } = (await client.call('POST', '/account/prelogin', { email })).body;
  return {
    email,
    authSecret: bytesText(32, 1),
    kdf,
    vaultId: createUuid(systemRandom),
    passphraseWrap: { version: 1, kind: 'passphrase', wrapped: bytesText(60, 3) },
    recoveryWrap: { version: 1, kind: 'recovery', wrapped: bytesText(60, 11) },
    recoveryProof: bytesText(32, 2),
  };
}

/** Signs up with an address nobody has used. */
export async function signUp(client: WorkerClient): Promise<TestAccount> {
  const request = await signUpRequest(client);
  const reply = await client.call('POST', '/account', request);
  if (reply.status !== 201) throw new Error(`sign-up answered ${reply.status}`);
  return { ...request, accountId: reply.body.accountId };
}
