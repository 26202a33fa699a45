import { expect, test } from 'vitest';
import { parseVoiceManifest } from './voice-corpus.ts';

test('clips are read by the names of the columns, in any order', () => {
  expect(parseVoiceManifest('label,file,split,speaker,source,note\njoy,a/b/c.flac,dev,a_1,a,calm\n')).toEqual(
    [{ file: 'a/b/c.flac', speaker: 'a_1', label: 'joy', source: 'a', split: 'dev' }],
  );
});

test('a manifest without a needed column, or with a broken line, is refused', () => {
  expect(() => parseVoiceManifest('file,label,source,split\n')).toThrow('speaker');
  expect(() => parseVoiceManifest('file,speaker,label,source,split\na,b,c\n')).toThrow('line 2');
});
