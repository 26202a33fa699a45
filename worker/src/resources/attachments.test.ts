import { env } from 'cloudflare:workers';
import { toBase64Url } from '@undertone/base/bytes';
import { systemRandom } from '@undertone/base/clock';
import { LIMITS } from '@undertone/contract/protocol';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createAttachmentStore } from '../attachments/attachment-store.ts';
import type { AccountId } from '../db/account-id.ts';
import { createWorkerClient, ORIGIN, signUp, type WorkerClient } from '../testing/worker-client.ts';

const PART = LIMITS.attachmentPartBytes;
const newName = () => toBase64Url(systemRandom(32));

let client: WorkerClient;
let account: AccountId;
let name: string;

beforeAll(async () => {
  client = await createWorkerClient();
  account = (await signUp(client)).accountId as unknown as AccountId;
});

beforeEach(() => {
  name = newName();
});

async function put(
  path: string,
  body: Uint8Array<ArrayBuffer> | ReadableStream,
  headers: Record<string, string> = {},
  from = client,
): Promise<{ readonly status: number; readonly code: string | null }> {
  const length: Record<string, string> =
    body instanceof Uint8Array ? { 'content-length': String(body.length) } : {};
  const response = await from.send(path, {
    method: 'PUT',
    headers: { origin: ORIGIN, 'content-type': 'application/octet-stream', ...length, ...headers },
    body,
  });
  const text = await response.text();
  return {
    status: response.status,
    code: text === '' ? null : (JSON.parse(text) as { code: string }).code,
  };
}

async function get(path: string, from = client) {
  const response = await from.send(path, {});
  return { status: response.status, headers: response.headers, bytes: await response.bytes() };
}

const pathOf = (part: number | string, of = name) => `/attachments/${of}/parts/${part}`;
const bytes = (length: number, fill = 7) => new Uint8Array(length).fill(fill);
const listed = async (from = client) =>
  (await from.call('GET', '/attachments')).body.attachments.filter(
    (each: { name: string }) => each.name === name,
  );
const objectsOf = async (prefix: string) =>
  (await env.ATTACHMENTS.list({ prefix })).objects.map(({ key }) => key);

describe('a part of a sealed attachment', () => {
  it('comes back byte by byte, as bytes that no browser keeps or runs', async () => {
    const sealed = systemRandom(10_000);
    expect(await put(pathOf(0), sealed)).toEqual({ status: 204, code: null });
    const got = await get(pathOf(0));
    expect(got.status).toBe(200);
    expect(got.bytes).toEqual(sealed);
    expect(got.headers.get('content-type')).toBe('application/octet-stream');
    expect(got.headers.get('content-length')).toBe('10000');
    expect(got.headers.get('cache-control')).toBe('no-store');
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('of the largest size is taken, and one byte more is not', async () => {
    expect((await put(pathOf(49), bytes(PART))).status).toBe(204);
    expect(await put(pathOf(0), bytes(PART + 1))).toEqual({ status: 413, code: 'payload-too-large' });
    expect((await get(pathOf(0))).status).toBe(404);
  });

  it('sent again changes nothing, even with other bytes', async () => {
    await put(pathOf(0), bytes(100, 1));
    expect((await put(pathOf(0), bytes(100, 2))).status).toBe(204);
    expect((await get(pathOf(0))).bytes).toEqual(bytes(100, 1));
    expect(await put(pathOf(0), bytes(99, 1))).toMatchObject({ status: 400, code: 'invalid-request' });
  });

  it('sent twice at the same moment is kept once, and both are told so', async () => {
    const both = await Promise.all([put(pathOf(0), bytes(100)), put(pathOf(0), bytes(100))]);
    expect(both.map(({ status }) => status)).toEqual([204, 204]);
    expect(await listed()).toMatchObject([{ parts: [0], bytes: 100 }]);
    expect((await get(pathOf(0))).bytes).toEqual(bytes(100));
  });

  it('that is shorter or longer than it said is not kept, and can be sent anew', async () => {
    for (const actual of [90, 110]) {
      const stream = new Blob([bytes(actual)]).stream();
      const reply = await put(pathOf(0), stream, { 'content-length': '100' });
      expect(reply).toMatchObject({ status: 400, code: 'invalid-request' });
      expect((await get(pathOf(0))).status).toBe(404);
      expect(await listed()).toEqual([]);
    }
    expect((await put(pathOf(0), bytes(100))).status).toBe(204);
  });

  it('is refused without a length, of another media type, at no such part, or from another site', async () => {
    const stream = new Blob([bytes(10)]).stream();
    expect(await put(pathOf(0), stream)).toMatchObject({ status: 400, code: 'invalid-request' });
    expect(await put(pathOf(0), bytes(10), { 'content-type': 'application/json' })).toMatchObject({
      status: 415,
    });
    for (const part of [50, -1, '1e1', '01234']) {
      expect(await put(pathOf(part), bytes(10))).toMatchObject({ status: 400 });
    }
    expect(await put(pathOf(0, 'short'), bytes(10))).toMatchObject({ status: 400 });
    expect(await put(pathOf(0, `${'A'.repeat(42)}%2f`), bytes(10))).toMatchObject({ status: 400 });
    expect(await put(pathOf(0), bytes(10), { origin: 'https://evil.example' })).toMatchObject({
      status: 403,
    });
    expect((await get(pathOf(0))).status).toBe(404);
  });

  it('sent twice at once, of which one breaks off, is whole and listed or not there at all', async () => {
    const store = createAttachmentStore(() => env.DB, env.ATTACHMENTS);
    const begin = async (end: number) => {
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const writer = writable.getWriter();
      const stored = store.put(account, { name, part: 0 }, { stream: readable, length: 10 }, 1 as never);
      // Taken out of the stream: by then the part has its row.
      await writer.write(bytes(3));
      return async () => {
        if (end > 3) await writer.write(bytes(end - 3));
        await writer.close();
        return (await stored).ok;
      };
    };
    const [whole, broken] = [await begin(10), await begin(3)];
    expect([await broken(), await whole()]).toEqual([false, false]);
    expect((await get(pathOf(0))).status).toBe(404);
    expect(await listed()).toEqual([]);
    const [again, brokenAgain] = [await begin(10), await begin(3)];
    expect([await again(), await brokenAgain()]).toEqual([true, false]);
    expect((await get(pathOf(0))).status).toBe(200);
    expect(await listed()).toHaveLength(1);
  });
});

describe('the attachments of an account', () => {
  it('are listed with their parts, sizes and time, and the room that is left', async () => {
    await put(pathOf(1), bytes(200));
    await put(pathOf(0), bytes(100));
    expect(await listed()).toEqual([{ name, parts: [0, 1], bytes: 300, storedAt: expect.any(String) }]);
    const { quota } = (await client.call('GET', '/attachments')).body;
    expect(quota.limitBytes).toBe(LIMITS.attachmentQuotaBytes);
    expect(quota.usedBytes).toBeGreaterThanOrEqual(300);
    const beyond = await client.call('GET', `/attachments?after=${'z'.repeat(43)}`);
    expect(beyond.body.attachments).toEqual([]);
  });

  it('are deleted with all their parts, and once more without complaint', async () => {
    await put(pathOf(0), bytes(100));
    await put(pathOf(1), bytes(100));
    for (let times = 0; times < 2; times++) {
      expect((await client.call('DELETE', `/attachments/${name}`)).status).toBe(204);
      expect((await get(pathOf(0))).status).toBe(404);
      expect(await listed()).toEqual([]);
      expect(await objectsOf(`${account}/${name}`)).toEqual([]);
    }
    expect((await put(pathOf(0), bytes(50))).status).toBe(204);
  });

  it('are nobody else’s: not read, overwritten, listed or deleted by their name', async () => {
    await put(pathOf(0), bytes(100, 1));
    const other = await createWorkerClient();
    await signUp(other);
    expect((await get(pathOf(0), other)).status).toBe(404);
    expect(await listed(other)).toEqual([]);
    expect((await put(pathOf(0), bytes(100, 2), {}, other)).status).toBe(204);
    await other.call('DELETE', `/attachments/${name}`);
    expect((await get(pathOf(0))).bytes).toEqual(bytes(100, 1));
  });

  it('have room for their quota and no more, also when two parts come at the same moment', async () => {
    const small = createAttachmentStore(() => env.DB, env.ATTACHMENTS, 150);
    const crowded = await createWorkerClient({ attachments: small });
    await signUp(crowded);
    const both = await Promise.all([0, 1].map((part) => put(pathOf(part), bytes(100), {}, crowded)));
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([204, 409]));
    expect(both.map(({ code }) => code)).toContain('quota-exceeded');
    await crowded.call('DELETE', `/attachments/${name}`);
    expect((await put(pathOf(0), bytes(150), {}, crowded)).status).toBe(204);
  });

  it('all go when the account goes, and only its own', async () => {
    const leaving = await createWorkerClient();
    const gone = (await signUp(leaving)).accountId as unknown as AccountId;
    await put(pathOf(0), bytes(10), {}, leaving);
    await put(pathOf(0, newName()), bytes(10), {}, leaving);
    await put(pathOf(0), bytes(10));
    expect(await objectsOf(`${gone}/`)).toHaveLength(2);
    await leaving.dependencies.attachments.deleteAll(gone);
    expect(await objectsOf(`${gone}/`)).toEqual([]);
    expect((await leaving.call('GET', '/attachments')).body).toMatchObject({
      attachments: [],
      quota: { usedBytes: 0 },
    });
    expect((await get(pathOf(0))).status).toBe(200);
  });

  it('are paged by name', async () => {
    const many = await createWorkerClient();
    const owner = (await signUp(many)).accountId;
    const names = Array.from({ length: LIMITS.attachmentsPerPage + 1 }, newName).sort();
    const insert = env.DB.prepare(
      'INSERT INTO attachment_part (account_id, name, part, bytes, stored_at) VALUES (?1, ?2, 0, 1, ?3)',
    );
    await env.DB.batch(names.map((each) => insert.bind(owner, each, 1)));
    const first = (await many.call('GET', '/attachments')).body;
    expect(first.more).toBe(true);
    const second = (await many.call('GET', `/attachments?after=${first.attachments.at(-1).name}`)).body;
    expect(second.more).toBe(false);
    expect([...first.attachments, ...second.attachments].map((each) => each.name)).toEqual(names);
  });
});
