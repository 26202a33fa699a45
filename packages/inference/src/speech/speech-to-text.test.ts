import { unwrap } from '@undertone/base/result';
import * as ort from 'onnxruntime-web/wasm';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { parseJson } from '../asset-source.ts';
import { createOrtSessions } from '../ort-session.ts';
import type { TensorSession } from '../tensor-session.ts';
import { silence, synthesiseSpeech, tone, whiteNoise } from '../voice/speech.testkit.ts';
import { createSpeechNetwork, type SpeechNetwork } from './speech-network.ts';
import { parseSpeechSettings } from './speech-settings.ts';
import { createSpeechToText } from './speech-to-text.ts';
import { TINY_WHISPER_SAYS, tinyWhisper } from './tiny-whisper.testkit.ts';

const files = tinyWhisper();
const settings = unwrap(
  parseSpeechSettings({
    configuration: parseJson(files.configuration),
    generation: parseJson(files.generation),
    preprocessing: parseJson(files.preprocessing),
  }),
);
const vocabulary = Object.keys(
  (parseJson(files.tokenizer) as { model: { vocab: Record<string, number> } }).model.vocab,
);
const decode = (tokens: readonly number[]) =>
  tokens.map((token) => vocabulary[token]!.replace('Ġ', ' ')).join('');

let network: SpeechNetwork;
const sessions: TensorSession[] = [];
const steps: number[] = [];

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  const createSession = createOrtSessions(ort);
  sessions.push(await createSession(files.encoder), await createSession(files.decoder));
  const real = createSpeechNetwork(sessions[0]!, sessions[1]!, settings);
  network = {
    listen: (spectrogram) => real.listen(spectrogram),
    step(memory, tokens) {
      steps.push(tokens.length);
      return real.step(memory, tokens);
    },
  };
});

afterEach(() => void steps.splice(0));

const write = async (samples: Float32Array, expected = 'en') => {
  const shares: number[] = [];
  const speech = createSpeechToText({ settings, network, decode });
  const written = await speech.write(samples, { expected, onProgress: (share) => shares.push(share) });
  return { ...unwrap(written), shares };
};

const spoken = (seconds: number) => synthesiseSpeech({ seconds }).samples;
/** Four beeps a second, so that it is no steady noise. */
const beeps = (seconds: number, hertz: number) =>
  tone(seconds, hertz).map((sample, index) => (index % 4000 < 2000 ? 0.3 * sample : 0));

function joined(...parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

it('writes down what was said, and looks at each token once', async () => {
  const { text, language, isDoubtful } = await write(spoken(6));
  expect({ text, language, isDoubtful }).toEqual({
    text: TINY_WHISPER_SAYS.en,
    language: 'en',
    isDoubtful: false,
  });
  // Which language, the prompt, and one word after the other.
  expect(steps).toEqual([1, 4, 1, 1, 1, 1, 1, 1]);
});

it('takes the expected language where the sound leaves it open', async () => {
  expect(await write(spoken(6), 'es')).toMatchObject({ text: TINY_WHISPER_SAYS.es, language: 'es' });
});

it('takes another language than the expected one where the sound is clear', async () => {
  expect(await write(beeps(3, 3000))).toMatchObject({ text: TINY_WHISPER_SAYS.es, language: 'es' });
});

it('writes nothing for silence and for a steady noise, without asking the network', async () => {
  for (const nobody of [new Float32Array(0), silence(8), whiteNoise(8, -30), tone(8, 400)])
    expect(await write(nobody)).toMatchObject({ text: '', language: null, isDoubtful: false });
  expect(steps).toEqual([]);
});

it('writes nothing where the network hears nobody and is unsure of its words', async () => {
  const knock = joined(
    silence(1),
    beeps(0.5, 400).map((sample) => 0.005 * sample),
    silence(3),
  );
  expect(await write(knock)).toMatchObject({ text: '', language: null });
  expect(steps.length).toBeGreaterThan(0);
});

it('says a phrase that the network cannot get out of once, and that it is doubtful', async () => {
  expect(await write(spoken(6), 'fr')).toMatchObject({ text: 'la', isDoubtful: true });
  expect(steps.length).toBeLessThan(12);
});

it('reads long sound window by window, cut where it is quiet, and skips those without any', async () => {
  const long = joined(spoken(20), silence(40), beeps(10, 3000));
  const { text, language, shares } = await write(long);
  expect(text).toBe(`${TINY_WHISPER_SAYS.en} ${TINY_WHISPER_SAYS.en}`);
  expect(language).toBe('en');
  expect(shares).toEqual(shares.toSorted((left, right) => left - right));
  expect(shares.at(-1)).toBe(1);
});

it('stops between two tokens when it is cancelled', async () => {
  const controller = new AbortController();
  const speech = createSpeechToText({
    settings,
    network: {
      listen: (spectrogram) => network.listen(spectrogram),
      step(memory, tokens) {
        if (steps.length === 3) controller.abort();
        return network.step(memory, tokens);
      },
    },
    decode,
  });
  const written = await speech.write(spoken(6), { expected: 'en', signal: controller.signal });
  expect(written).toEqual({ ok: false, error: { code: 'cancelled' } });
  expect(steps).toHaveLength(4);
});

it('rejects when the runtime fails, as what it would write is nobody’s words', async () => {
  const broken = createSpeechNetwork(
    { run: async () => ({}), release: async () => undefined },
    sessions[1]!,
    settings,
  );
  const speech = createSpeechToText({ settings, network: broken, decode });
  await expect(speech.write(spoken(4), { expected: 'en' })).rejects.toThrow('last_hidden_state');
});
