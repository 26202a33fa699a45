import { err, ok } from '@undertone/base/result';
import { IMPORT_LIMITS } from '@undertone/contract/directory-import';
import { expect, it } from 'vitest';
import { createFakeCallApi, type FakeApi } from '../../../app/fake-services.ts';
import { sendParts } from './send-parts.ts';

const PART = IMPORT_LIMITS.partBytes;
const IMPORT = '0197f1b2-0000-7000-8000-000000000001';
const file = new Blob([new Uint8Array(PART * 2 + 5)]);

/** What was sent, and how it ended. */
async function send(
  answer: FakeApi['directoryImportPart'] = () => ok(),
  { received = [] as readonly number[], signal = new AbortController().signal, of = file } = {},
) {
  const parts: [string, number][] = [];
  const waits: number[] = [];
  const sent: number[] = [];
  const callApi = createFakeCallApi({
    directoryImportPart: (input) => {
      parts.push([input.params.part, input.octets.length]);
      return answer(input);
    },
  });
  const outcome = await sendParts(
    { callApi, wait: async (ms) => void waits.push(ms) },
    { importId: IMPORT, file: of, received, signal, onSent: (bytes) => void sent.push(bytes) },
  );
  return { outcome, parts, waits, sent };
}

it('sends a file in parts that are all full but the last', async () => {
  const { outcome, parts, sent } = await send();
  expect(outcome).toEqual(ok());
  expect(parts).toEqual([
    ['0', PART],
    ['1', PART],
    ['2', 5],
  ]);
  expect(sent).toEqual([PART, PART * 2, PART * 2 + 5]);
});

it('goes on with what is lacking, and sends one part again so that another file is noticed', async () => {
  const { parts } = await send(undefined, { received: [0, 1] });
  expect(parts.map(([part]) => part)).toEqual(['0', '2']);
});

it('waits as long as a busy server asks, and sends the same part again', async () => {
  let refusals = 2;
  const { outcome, parts, waits } = await send(() =>
    refusals-- > 0 ? err({ code: 'rate-limited', retryAfterMs: 900 }) : ok(),
  );
  expect(outcome.ok).toBe(true);
  expect(waits).toEqual([900, 900]);
  expect(parts.map(([part]) => part)).toEqual(['0', '0', '0', '1', '2']);
});

it('leaves a server alone that never relents', async () => {
  const { outcome, parts } = await send(() => err({ code: 'rate-limited', retryAfterMs: 1 }));
  expect(outcome).toMatchObject({ error: { code: 'rate-limited' } });
  expect(parts).toHaveLength(31);
});

it('stops at a failure, and at once when it is paused', async () => {
  const broken = await send(() => err({ code: 'offline' }));
  expect(broken.outcome).toEqual(err({ code: 'offline' }));
  expect(broken.parts).toHaveLength(1);

  const stop = new AbortController();
  const paused = await send(
    () => {
      stop.abort();
      return ok();
    },
    { signal: stop.signal },
  );
  expect(paused.outcome).toEqual(err({ code: 'aborted' }));
  expect(paused.parts).toHaveLength(1);
});

it('says so when the file cannot be read any more', async () => {
  const gone = {
    size: 3,
    slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadableError')) }),
  };
  const { outcome, parts } = await send(undefined, { of: gone as unknown as Blob });
  expect(outcome).toEqual(err({ code: 'unreadable' }));
  expect(parts).toEqual([]);
});
