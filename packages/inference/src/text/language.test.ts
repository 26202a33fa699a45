import { readFile } from 'node:fs/promises';
import { unwrap } from '@undertone/base/result';
import { expect, test } from 'vitest';
import type { AssetSource } from '../asset-source.ts';
import { loadLanguageDetector } from './load-model.ts';
import { wordsOf } from './words.ts';

const models = new URL('../../../../models/', import.meta.url);
const assets: AssetSource = {
  fetch: async (modelId, path) => new Uint8Array(await readFile(new URL(`${modelId}/${path}`, models))),
};
const detector = unwrap(await loadLanguageDetector(assets));

test.each([
  ['en', 'Today was a long day at work and I am tired.'],
  ['en', "can't sleep again, my head won't stop"],
  ['en', 'Had coffee with Sofía at the plaza, lovely afternoon'],
  ['en', 'War, man, that hat was hilarious'],
  ['es', 'Hoy fue un día largo en el trabajo y estoy cansado.'],
  ['es', 'no puedo dormir, la cabeza no para'],
  ['other', 'Je ne sais pas quoi faire, tout est difficile.'],
  ['other', 'Hoje eu não estou muito bem, fiquei em casa.'],
  ['other', 'Oggi sono molto stanco ma anche contento.'],
  ['other', 'Ik ben vandaag erg moe en een beetje verdrietig.'],
  ['other', 'Dzisiaj jestem bardzo smutny, nie wiem dlaczego.'],
  ['other', 'Сегодня я очень устал'],
])('detects %s in %j', (language, text) => {
  expect(detector.detect(wordsOf(text))).toBe(language);
});

test('the interface’s language breaks a near tie and never outweighs plain evidence', () => {
  expect(detector.detect(wordsOf('Hoy no me siento nada bien'), 'en')).toBe('es');
  expect(detector.detect(wordsOf('I do not feel well at all'), 'es')).toBe('en');
  expect(detector.detect(wordsOf('no animal'))).toBe('unsure');
});

test('Spanish with English words in it is not taken for English', () => {
  expect(detector.detect(wordsOf('Tuve un meeting con mi manager y fue horrible'), 'en')).not.toBe('en');
});

test('without letters there is no language', () => {
  expect(detector.detect(wordsOf('12 :) 🎉 https://example.org'))).toBe('unsure');
});
