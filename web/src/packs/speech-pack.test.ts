import { unwrap } from '@undertone/base/result';
import { createOrtSessions } from '@undertone/inference/ort-session';
import { TINY_WHISPER_SAYS, tinyWhisper } from '@undertone/inference/speech/tiny-whisper.testkit';
import type { CreateSession } from '@undertone/inference/tensor-session';
import { synthesiseSpeech } from '@undertone/inference/voice/speech.testkit';
import * as ort from 'onnxruntime-web/wasm';
import { afterEach, expect, it, vi } from 'vitest';
import { sha256Hex } from '../offline/verified-files.ts';
import type { PackPin, PackRole } from './pack-pin.ts';
import { loadSpeechPack } from './speech-pack.ts';

const FILES = tinyWhisper();
const ROLES = Object.keys(FILES) as (keyof typeof FILES)[];
const PIN: PackPin = {
  id: 'speech-tiny',
  task: 'speech-to-text',
  name: 'tiny',
  revision: 'abc',
  licence: 'MIT',
  files: await Promise.all(
    ROLES.map(async (role) => ({
      role,
      bytes: FILES[role].length,
      sha256: await sha256Hex(FILES[role]),
    })),
  ),
};
const SPOKEN = synthesiseSpeech({ seconds: 5 }).samples;

ort.env.wasm.numThreads = 1;
const openSession = createOrtSessions(ort);
/** Sessions that hold memory. */
let open = 0;
const createSession: CreateSession = async (model) => {
  const session = await openSession(model);
  open++;
  return {
    run: (inputs) => session.run(inputs),
    async release() {
      open--;
      await session.release();
    },
  };
};

const needWith =
  (changed: Partial<Record<PackRole, Uint8Array<ArrayBuffer> | null>> = {}) =>
  async (_: string, path: string) =>
    path in changed ? changed[path as PackRole]! : FILES[path as keyof typeof FILES].slice();

afterEach(() => {
  vi.unstubAllGlobals();
  open = 0;
});

it('writes down what was said in whole words, and gives its memory back', async () => {
  const speech = unwrap(await loadSpeechPack(PIN, needWith(), createSession));
  const english = await speech.write(SPOKEN, { expected: 'en' });
  expect(unwrap(english).text).toBe(TINY_WHISPER_SAYS.en);
  const spanish = await speech.write(SPOKEN, { expected: 'es' });
  expect(unwrap(spanish).text).toBe(TINY_WHISPER_SAYS.es);
  expect(open).toBe(2);
  await speech.release();
  expect(open).toBe(0);
});

it.each(ROLES)('refuses another %s than the pinned one, and misses none', async (role) => {
  const other = FILES[role].map((byte, at) => (at === 40 ? byte ^ 1 : byte));
  const at = { modelId: PIN.id, path: role };
  expect(await loadSpeechPack(PIN, needWith({ [role]: other }), createSession)).toEqual({
    ok: false,
    error: { code: 'model-corrupt', ...at },
  });
  expect(await loadSpeechPack(PIN, needWith({ [role]: null }), createSession)).toEqual({
    ok: false,
    error: { code: 'model-missing', ...at },
  });
  expect(open).toBe(0);
});

it('lets go of the encoder where the runtime refuses the decoder', async () => {
  let count = 0;
  const failing: CreateSession = async (model) => {
    if (++count === 2) throw new Error('no such operator');
    return createSession(model);
  };
  await expect(loadSpeechPack(PIN, needWith(), failing)).rejects.toThrow('no such operator');
  expect(open).toBe(0);
});

it('asks nobody but the page for a byte', async () => {
  const asked = vi.fn<() => Promise<never>>(() => Promise.reject(new Error('no network here')));
  vi.stubGlobal('fetch', asked);
  vi.stubGlobal('XMLHttpRequest', asked);
  const speech = unwrap(await loadSpeechPack(PIN, needWith(), createSession));
  expect((await speech.write(SPOKEN, { expected: 'en' })).ok).toBe(true);
  expect(asked).not.toHaveBeenCalled();
});
