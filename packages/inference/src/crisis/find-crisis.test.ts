import { describe, expect, it } from 'vitest';
import { findCrisis } from './find-crisis.ts';

const levelOf = (text: string) => findCrisis(text)?.level ?? 'none';

describe('what it finds', () => {
  it.each([
    ['I want to die', 'self'],
    ['no quiero vivir más', 'self'],
    ['my friend wants to kill himself', 'someone-else'],
    ['mi amiga se quiere matar', 'someone-else'],
    ['I took all my pills', 'self'],
    ['he said he would kill me', 'self'],
  ] as const)('%s: an emergency of %s', (text, about) => {
    expect(findCrisis(text)).toMatchObject({ level: 'emergency', about });
  });

  it('says which words these were, as they were written', () => {
    const text = 'Rain again. Honestly, I   wanna DIEEE… and then soup.';
    const found = findCrisis(text)!;
    expect(text.slice(found.start, found.end)).toBe('wanna DIEEE');
  });

  it.each(['KMS', 'felt suicidle', 's-u-i-c-i-d-e thoughts', 'want to k1ll my self', 'm kiero morir'])(
    'reads capitals, accents left out, misspellings, letters apart and digits for letters: %s',
    (text) => {
      expect(levelOf(text)).not.toBe('none');
    },
  );

  it('finds the gravest of several, and the writer before somebody else', () => {
    const text = 'I hate my life. My sister is suicidal. I want to end my life.';
    const found = findCrisis(text)!;
    expect(found).toMatchObject({ level: 'emergency', about: 'self' });
    expect(text.slice(found.start, found.end)).toBe('end my life');
  });

  it('reads a text in two languages', () => {
    expect(levelOf('Today was fine. Pero ya no quiero vivir.')).toBe('emergency');
  });
});

describe('what softens it', () => {
  it.each([
    'I would never kill myself',
    'ya no quiero morir',
    'when I was fifteen I wanted to die',
    'this traffic makes me want to die',
    'I don’t want to wake up tomorrow',
    'my cousin died by suicide',
  ])('%s: a concern', (text) => {
    expect(levelOf(text)).toBe('concern');
  });

  it('a denial reaches no further than its clause', () => {
    expect(levelOf('I did not sleep, I want to die')).toBe('emergency');
    expect(levelOf('I did not sleep. I want to die')).toBe('emergency');
    expect(levelOf('No he dormido. Quiero morirme')).toBe('emergency');
    expect(levelOf('No he dormido, quiero morirme')).toBe('emergency');
  });

  it('not knowing why is no denial', () => {
    expect(levelOf("I don't know why I want to die")).toBe('emergency');
  });
});

describe('what it takes less gravely', () => {
  it.each([
    'a documentary about suicide',
    'I have read a book about suicide',
    'he visto una película sobre el suicidio',
    'una peli sobre suicidio',
  ])('%s', (text) => {
    expect(levelOf(text)).toBe('concern');
  });

  it('but not what is said beside it', () => {
    expect(levelOf('We saw a film about bees. I want to die')).toBe('emergency');
    expect(levelOf('Hemos visto una película sobre abejas. Quiero morirme')).toBe('emergency');
  });
});

describe('what it leaves alone', () => {
  it.each([
    'I nearly died laughing',
    'this homework is killing me',
    'me muero de risa',
    'quiero cortarme el pelo',
    'I cut myself shaving',
    'in the film the villain kills himself',
    'el villano se mata en el último capítulo',
    'goodbye party for Sarah',
    'sucede que llueve',
    'no estoy seguro de que llueva',
    'I am not at home today',
    '',
    '...',
    '😀',
  ])('%s', (text) => {
    expect(findCrisis(text)).toBeNull();
  });
});
