import { unwrap } from '@undertone/base/result';
import { expect, it } from 'vitest';
import { parseJson } from '../asset-source.ts';
import { parseSpeechSettings } from './speech-settings.ts';
import { tinyWhisper } from './tiny-whisper.testkit.ts';

const files = tinyWhisper();
const json = {
  configuration: parseJson(files.configuration) as object,
  generation: parseJson(files.generation) as object,
  preprocessing: parseJson(files.preprocessing) as object,
};

it('finds the languages and the mark of silence, which no file names', () => {
  const { tokens } = unwrap(parseSpeechSettings(json));
  expect([...tokens.languages.keys()]).toEqual(['en', 'es', 'fr']);
  expect(tokens.noSpeech).toBe(tokens.noTimestamps - 1);
});

it.each([
  ['a spectrogram that is not ours', { preprocessing: { ...json.preprocessing, n_fft: 512 } }],
  ['another number of filters', { configuration: { ...json.configuration, num_mel_bins: 128 } }],
  ['a network that knows one language', { generation: { ...json.generation, lang_to_id: {} } }],
  ['a mark among the words', { generation: { ...json.generation, decoder_start_token_id: 0 } }],
  [
    'a mark that is not in the vocabulary',
    { generation: { ...json.generation, no_timestamps_token_id: 9e5 } },
  ],
  [
    'heads that do not share the width',
    { configuration: { ...json.configuration, decoder_attention_heads: 2 } },
  ],
  ['no JSON', { generation: undefined }],
])('refuses %s', (_, changed) => {
  expect(parseSpeechSettings({ ...json, ...changed })).toEqual({ ok: false, error: 'malformed-settings' });
});
