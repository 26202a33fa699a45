/**
 * What one request of the real Worker costs the database: round trips, statements, rows read and written. Counted at
 * the database, so neither the machine nor its load matters. Budget: ≤ 2 queries for health and for a read.
 */
import { OPEN_LANE, randomOps, signUp, type HttpAccount } from './account-over-http.ts';
import { report, type Row } from './report.ts';
import { startRawWorkerd } from './raw-workerd.ts';

const PRESENT = 1_000;
const READINGS = 20;
const PUSHED = 50;

const worker = await startRawWorkerd('worker/src/index.ts');
const account = await signUp(worker.url);
await account.call('PUT', '/consents/text', { granted: true });
let cursor = 0;
const goOn = async (ops: Parameters<HttpAccount['exchange']>[0]) => {
  ({ cursor } = await account.exchange(ops, cursor));
};

for (let sent = 0; sent < PRESENT; sent += READINGS) {
  await goOn(randomOps(READINGS, OPEN_LANE));
}

const healthLater = async () => {
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await account.call('GET', '/health');
};

const requests: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['health, the first of its second; the others ask nothing', healthLater],
  ['session, read', () => account.call('GET', '/session')],
  [`read of ${READINGS}`, () => account.call('GET', `/readings?limit=${READINGS}`)],
  ['exchange with nothing new', () => goOn([])],
  [`exchange of ${PUSHED} ops, sealed only`, () => goOn(randomOps(PUSHED, null))],
  [`exchange of ${PUSHED} ops with scores`, () => goOn(randomOps(PUSHED, OPEN_LANE))],
  ['first page of a new device', () => account.exchange([], 0)],
];

const rows: Row[] = [];
for (const [request, run] of requests) {
  // Twice, so that nothing is counted that only the first of its kind does.
  for (let time = 0; time < 2; time++) {
    await worker.takeCounts();
    await run();
    const counts = await worker.takeCounts();
    if (time === 1) {
      rows.push({
        request,
        'round trips': counts.roundTrips,
        statements: counts.statements,
        'rows read': counts.rowsRead,
        'rows written': counts.rowsWritten,
      });
    }
  }
}
await worker.stop();
report('api-counts', `Counted at the database, ${PRESENT} records with readings present`, rows);
