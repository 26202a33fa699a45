import { execFileSync } from 'node:child_process';
import { systemRandom, type EpochMs } from '../packages/base/src/clock.ts';
import { expect, it } from 'vitest';
import { createTotpSecret, stepOfCode } from '../worker/src/factors/totp.ts';

const hasOathtool = (() => {
  try {
    execFileSync('oathtool', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

it.skipIf(!hasOathtool)('takes the codes of oathtool, another implementation (skipped without it)', () => {
  for (const seconds of [0, 59, 1_700_000_000, 1_790_000_015, 4_102_444_800]) {
    const secret = createTotpSecret(systemRandom);
    const now = `--now=${new Date(seconds * 1000).toISOString().replace('T', ' ').slice(0, 19)} UTC`;
    const code = execFileSync('oathtool', ['--totp', '--base32', now, secret], { encoding: 'utf8' }).trim();
    expect(stepOfCode(secret, code, (seconds * 1000) as EpochMs)).toBe(Math.floor(seconds / 30));
  }
});
