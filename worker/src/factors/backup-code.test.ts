import { systemRandom } from '@undertone/base/clock';
import { expect, it } from 'vitest';
import { newAccountId } from '../testing/store-fixtures.ts';
import { createBackupCodes, hashBackupCode } from './backup-code.ts';

it('makes ten codes of 80 bits, grouped for the eye, no two alike', () => {
  const codes = createBackupCodes(systemRandom);
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^(?:[\dA-HJKMNP-TV-Z]{4}-){3}[\dA-HJKMNP-TV-Z]{4}$/);
  const letters = createBackupCodes((length) => Uint8Array.from({ length }, (_, index) => 255 - index));
  expect(letters[0]).toBe('ZYXW-VTSR-QPNM-KJHG');
});

it('knows a code again however it was typed, and for its own account only', async () => {
  const account = newAccountId();
  const hash = await hashBackupCode(account, '01AB-CDEF-GHJK-MNPQ');
  for (const typed of [
    '01abcdefghjkmnpq',
    ' 01ab cdef ghjk mnpq ',
    'oiab-cdef-ghjk-mnpq',
    'OLAB–CDEF–GHJK–MNPQ',
  ]) {
    expect(await hashBackupCode(account, typed)).toBe(hash);
  }
  expect(await hashBackupCode(account, '01AB-CDEF-GHJK-MNPR')).not.toBe(hash);
  expect(await hashBackupCode(newAccountId(), '01AB-CDEF-GHJK-MNPQ')).not.toBe(hash);
});
