import type { RecordingMoment } from '../app/capture-ports.ts';
import { expect, test } from 'vitest';
import { startRecording, type OpenMicrophone, type RecordingParts } from './recording.ts';
import { createSoundStore } from './sound-store.ts';

const RATE = 16_000;
const BLOCK = RATE / 20;
const ORIGINAL = new Blob(['opus']);

function setUp(change: Partial<RecordingParts> = {}, sampleRate = RATE) {
  const told: string[] = [];
  const listeners = {
    block: undefined as ((block: Float32Array) => void) | undefined,
    lost: () => {},
    hidden: () => {},
  };
  const microphone: OpenMicrophone = {
    sampleRate,
    onBlock: (listener) => (listeners.block = listener),
    onLost: (listener) => (listeners.lost = listener),
    onHidden: (listener) => (listeners.hidden = listener),
    close: () => void told.push('microphone closed'),
  };
  const recording = startRecording({
    microphone,
    encoder: {
      pause: () => void told.push('encoder paused'),
      resume: () => void told.push('encoder resumed'),
      async finish() {
        told.push('encoder finished');
        return ORIGINAL;
      },
    },
    store: createSoundStore(RATE),
    mostSamples: RATE,
    measure: (block): RecordingMoment => ({ levelDb: -block.length, pitchHz: block[0] ?? null }),
    ...change,
  });
  /** Blocks of this value. */
  const hear = (value: number, blocks = 1) => {
    for (let block = 0; block < blocks; block++) listeners.block?.(new Float32Array(BLOCK).fill(value));
  };
  return { recording, hear, listeners, told };
}

test('what was heard comes back in order, with the compressed original', async () => {
  const { recording, hear, told } = setUp();
  hear(0.25);
  hear(0.5);
  expect(recording.seconds.value).toBe(0.1);
  const clip = await recording.stop();
  expect([clip?.samples.length, clip?.samples[0], clip?.samples[BLOCK]]).toEqual([2 * BLOCK, 0.25, 0.5]);
  expect(clip?.sampleRate).toBe(RATE);
  expect(clip?.encoded).toBe(ORIGINAL);
  expect(told).toEqual(['encoder finished', 'microphone closed']);
  expect(recording.state.value).toBe('ended');
  expect(recording.interrupted.value).toBeNull();
});

test('another rate is brought to 16 kHz, to the last sample', async () => {
  const { recording, listeners } = setUp({}, 48_000);
  listeners.block?.(new Float32Array(2_400).fill(0.5));
  listeners.block?.(new Float32Array(2_400).fill(0.5));
  const clip = await recording.stop();
  expect(clip?.samples.length).toBe(1_600);
  expect(clip?.samples[800]).toBeCloseTo(0.5, 3);
});

test('the trace has a moment for every 50 ms and forgets what is older than 15 seconds', () => {
  const { recording, hear, listeners } = setUp({
    mostSamples: 40 * RATE,
    store: createSoundStore(40 * RATE),
  });
  listeners.block?.(new Float32Array(BLOCK / 2).fill(0.5));
  expect(recording.trace.value).toEqual([]);
  listeners.block?.(new Float32Array(BLOCK / 2).fill(0.75));
  expect(recording.trace.value).toEqual([{ levelDb: -BLOCK, pitchHz: 0.5 }]);
  hear(0.125, 20 * 20);
  expect(recording.trace.value).toHaveLength(300);
  expect(recording.trace.value[0]?.pitchHz).toBe(0.125);
});

test('nothing is heard while it is paused', async () => {
  const { recording, hear, told } = setUp();
  hear(0.1);
  recording.pause();
  expect(recording.state.value).toBe('paused');
  expect(recording.interrupted.value).toBeNull();
  hear(0.9, 5);
  recording.resume();
  hear(0.2);
  const clip = await recording.stop();
  expect(clip?.samples.length).toBe(2 * BLOCK);
  expect(clip?.samples[BLOCK]).toBeCloseTo(0.2);
  expect(told.slice(0, 2)).toEqual(['encoder paused', 'encoder resumed']);
});

test('a hidden page pauses and says why; going on takes the word back', () => {
  const { recording, hear, listeners } = setUp();
  hear(0.1);
  listeners.hidden();
  expect([recording.state.value, recording.interrupted.value]).toEqual(['paused', 'hidden']);
  hear(0.1);
  expect(recording.seconds.value).toBe(0.05);
  recording.resume();
  expect([recording.state.value, recording.interrupted.value]).toEqual(['recording', null]);
});

test('a microphone that is pulled out ends the recording and keeps what was said', async () => {
  const { recording, hear, listeners, told } = setUp();
  hear(0.1, 3);
  listeners.lost();
  expect([recording.state.value, recording.interrupted.value]).toEqual(['ended', 'unplugged']);
  expect(told).toEqual(['encoder finished', 'microphone closed']);
  hear(0.1);
  recording.resume();
  const clip = await recording.stop();
  expect(clip?.samples.length).toBe(3 * BLOCK);
  expect(clip?.encoded).toBe(ORIGINAL);
});

test('at the limit it ends by itself, with not a sample more', async () => {
  const { recording, hear, told } = setUp({ mostSamples: BLOCK + 10 });
  hear(0.1, 3);
  expect([recording.state.value, recording.interrupted.value]).toEqual(['ended', 'limit-reached']);
  expect(told).toContain('microphone closed');
  expect((await recording.stop())?.samples.length).toBe(BLOCK + 10);
});

test('where memory had no room for the whole limit, it ends earlier and says so', async () => {
  const { recording, hear } = setUp({ store: createSoundStore(2 * BLOCK) });
  hear(0.1, 3);
  expect(recording.interrupted.value).toBe('low-memory');
  expect((await recording.stop())?.samples.length).toBe(2 * BLOCK);
});

test('stopping before a sound was heard gives nothing, and closes the microphone', async () => {
  const { recording, told } = setUp();
  expect(await recording.stop()).toBeNull();
  expect(told).toContain('microphone closed');
});

test('stopping twice gives the same clip', async () => {
  const { recording, hear, told } = setUp();
  hear(0.1);
  const [first, second] = await Promise.all([recording.stop(), recording.stop()]);
  expect(first).toBe(second);
  expect(told.filter((word) => word === 'microphone closed')).toHaveLength(1);
});

test('discarding closes the microphone and leaves nothing behind', async () => {
  let memory = new Float32Array(0);
  const store = createSoundStore(RATE, (samples) => (memory = new Float32Array(samples)));
  const { recording, hear, told } = setUp({ store });
  hear(0.5, 2);
  recording.discard();
  expect(memory.every((sample) => sample === 0)).toBe(true);
  expect(recording.trace.value).toEqual([]);
  expect(told).toContain('microphone closed');
  expect(await recording.stop()).toBeNull();
});

test('a browser that cannot compress still records', async () => {
  const { recording, hear } = setUp({ encoder: null });
  hear(0.1);
  expect((await recording.stop())?.encoded).toBeNull();
});
