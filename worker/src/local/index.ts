import { createWorker } from '../create-worker.ts';
import type { Environment } from '../environment.ts';
import { outboxPage } from './outbox-page.ts';
import { answerSampleDirectory } from './sample-directory.ts';
import { outboxTransports, readOutbox } from './outbox.ts';

export { AuditChain } from '../audit/audit-chain.ts';
export { SyncRoom } from '../durable/sync-room.ts';

/**
 * The Worker as `npm start` and the journeys run it: the very same, but that its messages stay on the machine and can
 * be read under /dev/outbox, and that it takes a made-up directory while it has none. No deployment is built from this file; scripts/production-bundle.test.ts looks.
 */
interface LocalEnvironment extends Environment {
  readonly OUTBOX: KVNamespace;
}

const OUTBOX_PATH = '/dev/outbox';
const SAMPLE_PATH = '/dev/sample-directory';
const OWN_NAMES = /^(?:localhost|[\d.]+|\[[\da-f:.]+\])$/;
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** A household, a workshop or a run of every journey: all of them come from this machine's own address. */
const PEOPLE_PER_NETWORK = 100;

const worker = createWorker<LocalEnvironment>(({ OUTBOX }) => outboxTransports(OUTBOX), PEOPLE_PER_NETWORK);

export default {
  ...worker,
  fetch: async (request, environment, context) => {
    const url = new URL(request.url);
    const isSample = url.pathname === SAMPLE_PATH;
    if (!isSample && (url.pathname !== OUTBOX_PATH || request.method !== 'GET'))
      return worker.fetch(request, environment, context);
    // A name that somebody else's DNS points to this machine must not read codes.
    if (!OWN_NAMES.test(url.hostname)) return new Response(null, { status: 404 });
    if (isSample) return answerSampleDirectory(request, environment);
    const messages = await readOutbox(environment.OUTBOX, url.searchParams.get('to'));
    if (url.searchParams.get('format') === 'json') return Response.json({ messages }, { headers: HEADERS });
    return new Response(outboxPage(messages), {
      headers: { ...HEADERS, 'content-type': 'text/html; charset=utf-8' },
    });
  },
} satisfies ExportedHandler<LocalEnvironment, Parameters<typeof worker.queue>[0]['messages'][number]['body']>;
