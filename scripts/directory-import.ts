import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import {
  IMPORT_LIMITS,
  ImportErrorsReplySchema,
  ImportSchema,
  type DirectoryImport,
} from '@undertone/contract/directory-import';
import { API_PREFIX } from '@undertone/contract/protocol';
import { TokenReplySchema } from '@undertone/contract/session';
import * as v from 'valibot';
import { parseImportOrder, USAGE } from './directory-import-options.ts';

/**
 * Imports a file into a deployment's directory of care, as an admin's screen does: for files that are too large for a
 * browser's patience. Who it is comes from UNDERTONE_REFRESH_TOKEN: a refresh token with the scope `admin`, which a
 * super admin issues (`POST /api/v1/tokens`) and which this uses up. UNDERTONE_IMPORT=<id> goes on with an upload that
 * broke off.
 */
const order = parseImportOrder(process.argv.slice(2));
let refreshToken = process.env['UNDERTONE_REFRESH_TOKEN'] ?? '';
if (order === null || refreshToken === '') {
  console.error(
    order === null ? USAGE : 'Set UNDERTONE_REFRESH_TOKEN: a token of an admin for this program.',
  );
  process.exit(1);
}
const { file, server, isDryRun, options } = order;
const IMPORTS = '/admin/directory/imports';
const EARLY_MS = 60_000;
const ASKED_EVERY_MS = 2000;
const OVER: readonly DirectoryImport['state'][] = ['checked', 'live', 'undone', 'cancelled', 'failed'];

let access = { token: '', expiresAt: 0 };

async function accessToken(): Promise<string> {
  if (Date.now() < access.expiresAt - EARLY_MS) return access.token;
  const reply = await fetch(`${server}${API_PREFIX}/tokens/refresh`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refreshToken }),
  });
  if (!reply.ok) throw new Error(`The server does not know this token (${reply.status}).`);
  const next = v.parse(TokenReplySchema, await reply.json());
  refreshToken = next.refreshToken;
  access = { token: next.accessToken, expiresAt: Date.parse(next.accessTokenExpiresAt) };
  return access.token;
}

async function call(method: string, path: string, body?: object | Uint8Array<ArrayBuffer>): Promise<unknown> {
  const isOctets = body instanceof Uint8Array;
  const reply = await fetch(server + API_PREFIX + path, {
    method,
    headers: {
      authorization: `Bearer ${await accessToken()}`,
      ...(body !== undefined && {
        'content-type': isOctets ? 'application/octet-stream' : 'application/json',
      }),
    },
    ...(body !== undefined && { body: isOctets ? body : JSON.stringify(body) }),
  });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
}

const find = async (id: string) => v.parse(ImportSchema, await call('GET', `${IMPORTS}/${id}`));

async function upload(current: DirectoryImport): Promise<void> {
  const parts = Math.ceil(current.fileBytes / IMPORT_LIMITS.partBytes);
  const buffer = new Uint8Array(IMPORT_LIMITS.partBytes);
  const descriptor = openSync(file, 'r');
  for (let part = 0; part < parts; part++) {
    if (current.partsReceived.includes(part)) continue;
    const bytes = readSync(descriptor, buffer, 0, buffer.length, part * buffer.length);
    await call('PUT', `${IMPORTS}/${current.id}/parts/${part}`, buffer.subarray(0, bytes));
    console.log(`Sent part ${part + 1} of ${parts}.`);
  }
  closeSync(descriptor);
}

async function watch(id: string): Promise<DirectoryImport> {
  let told = '';
  for (;;) {
    const current = await find(id);
    const share = current.totalBytes === null ? 0 : current.readBytes / current.totalBytes;
    const line = `${current.state}: ${current.rows} rows, ${Math.round(share * 100)} % read`;
    if (line !== told) console.log(line);
    told = line;
    if (OVER.includes(current.state)) return current;
    await after(ASKED_EVERY_MS);
  }
}

const resumed = process.env['UNDERTONE_IMPORT'];
const fileBytes = statSync(file).size;
const begun = resumed
  ? await find(resumed)
  : v.parse(ImportSchema, await call('POST', IMPORTS, { ...options, fileBytes }));
if (begun.fileBytes !== fileBytes) throw new Error('The file is not the one whose upload broke off.');
console.log(`Import ${begun.id}`);
await upload(begun);
await call('POST', `${IMPORTS}/${begun.id}/start`, { dryRun: isDryRun });
const done = await watch(begun.id);
const { state, failure, rows, added, changed, unchanged, removed, troubles } = done;
console.table({ rows, added, changed, unchanged, removed });
if (Object.keys(troubles).length > 0) console.table(troubles);
const page = v.parse(ImportErrorsReplySchema, await call('GET', `${IMPORTS}/${begun.id}/errors`));
for (const { row, trouble, field, excerpt } of page.errors) {
  console.log(`row ${row}: ${trouble}${field === null ? '' : ` (${field})`} ${excerpt ?? ''}`);
}
if (page.more) console.log('… and more: the screen of the import shows them all.');
console.log(failure === null ? `The import is ${state}.` : `The import failed: ${failure}.`);
process.exit(failure === null ? 0 : 1);
