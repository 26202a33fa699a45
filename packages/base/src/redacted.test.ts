import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { redact, revealSecret } from './redacted.ts';

it('prints nothing of a secret through strings, JSON or the console', () => {
  const secret = redact('correct horse battery staple');
  const prints = [
    String(secret),
    JSON.stringify({ secret }),
    inspect(secret, { depth: 9, showHidden: true }),
  ];
  for (const print of prints) expect(print).not.toContain('horse');
  expect(revealSecret(secret)).toBe('correct horse battery staple');
});

it('refuses a look-alike, so a cloned holder cannot be mistaken for a secret', () => {
  const clone = { ...redact('x') };
  expect(() => revealSecret(clone)).toThrow();
});
