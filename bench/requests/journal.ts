import { PROTOCOL_VERSION } from '@undertone/contract/protocol';
import { OPEN_LANE, randomOps } from '../account-over-http.ts';
import { ACCOUNTS, tokenOf, type Kind, type Stage } from './kind.ts';
import { READINGS } from './stage.ts';

/** As much as a part may have, and a short one. The server looks at none of it; the load generator, at text faster. */
const WHOLE_PART = Buffer.alloc(1024 * 1024, 'a');
const SHORT_PART = Buffer.alloc(16 * 1024, 'a');

const partOf = (at: number) => `/attachments/${tokenOf(at)}/parts/0`;

const sync = (ops: () => unknown): Pick<Kind, 'route' | 'body'> => ({
  route: 'sync',
  // Behind everything that the account holds: what a device asks that is up to date.
  body: () => ({ protocol: PROTOCOL_VERSION, cursor: READINGS * 2, ops: ops() }),
});

/** Stores a part under the name of each turn, through the Worker. */
async function storeParts(
  { worker, accounts }: Stage,
  from: number,
  to: number,
  part = SHORT_PART,
): Promise<void> {
  for (let at = from; at < to; at++) {
    const { cookie } = accounts[at % accounts.length]!;
    const reply = await fetch(`${worker.url}/api/v1${partOf(at)}`, {
      method: 'PUT',
      headers: { cookie, 'content-type': 'application/octet-stream' },
      body: part,
    });
    if (!reply.ok) throw new Error(`a part: ${reply.status} ${await reply.text()}`);
  }
}

const emptied = async ({ worker }: Stage) => worker.emptyBucket();

/** Entries, consents, readings and kept recordings. */
export const JOURNAL_KINDS: readonly Kind[] = [
  { request: 'consents, read', route: 'consents' },
  {
    request: 'consent, write',
    ...{ route: 'setConsent', path: '/consents/text' },
    body: () => ({ granted: true }),
  },
  { request: 'sync, nothing new', ...sync(() => []) },
  { request: 'sync, one sealed entry', ...sync(() => randomOps(1, null)) },
  { request: 'sync, one entry with scores', ...sync(() => randomOps(1, OPEN_LANE)) },
  { request: `readings, ${READINGS}`, route: 'readings', path: `/readings?limit=${READINGS}` },
  { request: 'baseline, read', route: 'baseline' },
  { request: 'scores, fused', route: 'fuse', body: () => ({ scores: OPEN_LANE?.scores }) },
  {
    request: 'part of a recording, 1 MiB, stored',
    ...{ route: 'putAttachmentPart', path: ({ at }) => partOf(at), body: () => WHOLE_PART },
    rounds: { requests: 200, times: 2, prepare: emptied },
  },
  {
    request: 'part of a recording, 16 KiB, stored',
    ...{ route: 'putAttachmentPart', path: ({ at }) => partOf(at), body: () => SHORT_PART },
    rounds: { requests: 1000, times: 1, prepare: emptied },
  },
  {
    request: 'recordings, 10 of them, read',
    route: 'attachments',
    before: async (stage) => storeParts(stage, 0, 10 * ACCOUNTS),
  },
  {
    request: 'part of a recording, 1 MiB, read',
    ...{ route: 'attachmentPart', path: ({ at }) => partOf(at % ACCOUNTS) },
    before: async (stage) => storeParts(stage, 0, ACCOUNTS, WHOLE_PART),
  },
  {
    request: 'recording, deleted',
    ...{ route: 'deleteAttachment', path: ({ at }) => `/attachments/${tokenOf(at)}` },
    rounds: { requests: 500, times: 2, prepare: storeParts },
  },
];
