import { err, ok } from '@undertone/base/result';
import { expect, test } from 'vitest';
import { createWholeDecoder, MOST_UNSTATED_BYTES, MOST_WHOLE_SECONDS } from './decode-whole.ts';

function setUp(seconds: number | null, channels: readonly (readonly number[])[] | Error) {
  let decoded = 0;
  const decodeWhole = createWholeDecoder({
    secondsOf: async () => seconds,
    async decode() {
      decoded++;
      if (channels instanceof Error) throw channels;
      return {
        sampleRate: 16_000,
        length: channels[0]?.length ?? 0,
        numberOfChannels: channels.length,
        getChannelData: (channel) => Float32Array.from(channels[channel] ?? []),
      };
    },
  });
  return { decodeWhole, decodedTimes: () => decoded };
}

const FILE = new Blob(['sound']);

test('channels are mixed to their mean', async () => {
  const { decodeWhole } = setUp(1, [
    [1, 0],
    [0, -1],
  ]);
  expect(await decodeWhole(FILE)).toEqual(ok(Float32Array.of(0.5, -0.5)));
});

test('what would not fit into memory is declined before it is decoded', async () => {
  const long = setUp(MOST_WHOLE_SECONDS + 1, [[0]]);
  expect(await long.decodeWhole(FILE)).toEqual(err('out-of-memory'));
  expect(long.decodedTimes()).toBe(0);
  const unstated = setUp(null, [[0]]);
  expect(await unstated.decodeWhole(new Blob([new Uint8Array(MOST_UNSTATED_BYTES + 1)]))).toEqual(
    err('out-of-memory'),
  );
  expect((await unstated.decodeWhole(FILE)).ok).toBe(true);
});

test('no sound, sound without a sample and memory that ran out are told apart', async () => {
  expect(await setUp(1, new DOMException('', 'EncodingError')).decodeWhole(FILE)).toEqual(
    err('not-decodable'),
  );
  expect(await setUp(1, [[]]).decodeWhole(FILE)).toEqual(err('empty'));
  expect(await setUp(1, new RangeError('allocation failed')).decodeWhole(FILE)).toEqual(err('out-of-memory'));
});
