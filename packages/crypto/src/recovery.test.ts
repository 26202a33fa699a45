import { toHex, type Bytes } from '@undertone/base/bytes';
import { systemRandom } from '@undertone/base/clock';
import { redact, revealSecret } from '@undertone/base/redacted';
import { unwrap } from '@undertone/base/result';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecoveryKey, deriveRecoveryKeys, parseRecoveryWords, spellRecoveryKey } from './recovery.ts';

const hex = (text: string): Bytes =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** BIP-39's own vectors of 256 bits (github.com/trezor/python-mnemonic, vectors.json, english). */
const VECTORS = [
  ['00'.repeat(32), `${'abandon '.repeat(23)}art`],
  [
    '7f'.repeat(32),
    'legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth title',
  ],
  [
    '80'.repeat(32),
    'letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic bless',
  ],
  ['ff'.repeat(32), `${'zoo '.repeat(23)}vote`],
  [
    '00ac97c48106f0aeb8ba061e0250a559b3251dc35854e694780ba51d53a50120',
    'absent gorilla van acoustic humor firm title dolphin bulk barely citizen recall crane moment aspect appear track phrase actual enforce steel spoon afraid benefit',
  ],
  [
    '3edc83b60740d77af3afa2fcb82c2f1bc541ee4e2518ddef4996d32453f54a3c',
    'disagree tomato unique attend aspect runway solid violin witness scrap armed daring favorite warm decade perfect target kid grant play early wide cigar night',
  ],
  [
    '89bb4bc5555992cdaf3444c5e7ca5a6e9f27efab894f1990bae41be8b2a26ea4',
    'meadow surge vanish primary odor grocery rubber mass shine dinner notable tag venue water purchase clarify book magic ribbon daughter menu eye ritual orchard',
  ],
  [
    '911fec0fbd88029f6fa99164896c18d898c9232af18bdcca3e42d53b86493104',
    'much youth advance kitchen lens exile salt cram goose enter alert raise milk muscle profit cousin system faint mouse price reveal cause series long',
  ],
] as const;

const WORDS = VECTORS[5][1].split(' ');

describe('recovery words', () => {
  it.each(VECTORS)('spell %s as BIP-39 does', (entropy, words) => {
    expect(revealSecret(spellRecoveryKey(redact(hex(entropy)))).join(' ')).toBe(words);
    expect(toHex(revealSecret(unwrap(parseRecoveryWords(redact(words)))))).toBe(entropy);
  });

  it('come back as the same key, however they are typed', () => {
    const typing = fc.record({
      separators: fc.array(fc.constantFrom(' ', '  ', '\n', ', ', '\t', ' \u00a0'), {
        minLength: 24,
        maxLength: 24,
      }),
      capitals: fc.boolean(),
      numbered: fc.boolean(),
    });
    fc.assert(
      fc.property(typing, ({ separators, capitals, numbered }) => {
        const recoveryKey = createRecoveryKey(systemRandom);
        const typed = revealSecret(spellRecoveryKey(recoveryKey))
          .map((word, index) => `${numbered ? `${index + 1}. ` : ''}${capitals ? word.toUpperCase() : word}`)
          .reduce((text, word, index) => text + separators[index] + word, '');
        expect(revealSecret(unwrap(parseRecoveryWords(redact(typed))))).toEqual(revealSecret(recoveryKey));
      }),
      { numRuns: 50 },
    );
  });

  it('say where a word is not in the list, and never which', () => {
    const typed = WORDS.with(2, 'uniqe').with(23, 'noche').join(' ');
    const parsed = parseRecoveryWords(redact(typed));
    expect(parsed).toEqual({ ok: false, error: { code: 'unknown-words', positions: [3, 24] } });
  });

  it('say when there are too few or too many', () => {
    for (const words of [[], WORDS.slice(1), [...WORDS, 'zoo']]) {
      const parsed = parseRecoveryWords(redact(words.join(' ')));
      expect(parsed).toEqual({ ok: false, error: { code: 'wrong-count', count: words.length } });
    }
  });

  it('notice two words in each other’s place', () => {
    const swapped = WORDS.with(0, WORDS[1]!).with(1, WORDS[0]!).join(' ');
    expect(parseRecoveryWords(redact(swapped))).toEqual({ ok: false, error: { code: 'checksum' } });
  });

  it('do not print', () => {
    const recoveryKey = createRecoveryKey(systemRandom);
    expect(JSON.stringify([recoveryKey, spellRecoveryKey(recoveryKey)])).toBe('["<redacted>","<redacted>"]');
  });
});

describe('deriveRecoveryKeys', () => {
  it('makes the same secret for the server from the same words, and an unextractable lock', async () => {
    const [first, second] = [
      await deriveRecoveryKeys(redact(hex(VECTORS[4][0]))),
      await deriveRecoveryKeys(redact(hex(VECTORS[4][0]))),
    ];
    expect(revealSecret(first.authSecret)).toEqual(revealSecret(second.authSecret));
    expect(revealSecret(first.authSecret)).not.toEqual(hex(VECTORS[4][0]));
    expect(first.lock.key.extractable).toBe(false);
  });
});
