/**
 * What a PIN of the app lock is worth to someone who holds a copy of the whole browser profile, the device's share
 * included: one Argon2id run for each guess, here by the product's own code on one core. Other people's machines are
 * faster: this is a measure of cost, no bound.
 */
import { systemRandom } from '@undertone/base/clock';
import { createKdfParams } from '@undertone/crypto/kdf-params';
import { stretchPassphrase } from '@undertone/crypto/passphrase';
import { report, round, type Row } from './report.ts';

const RUNS = 12;
const MS_A_DAY = 86_400_000;

const kdf = createKdfParams(systemRandom);
await stretchPassphrase('000000', kdf);
const before = process.cpuUsage();
for (let run = 0; run < RUNS; run++) await stretchPassphrase(String(274_936 + run), kdf);
const { user, system } = process.cpuUsage(before);
const guessMs = (user + system) / 1000 / RUNS;

const row = (digits: number): Row => ({
  what: `every PIN of ${digits} digits`,
  guesses: 10 ** digits,
  'processor ms a guess': round(guessMs),
  'core days': round((10 ** digits * guessMs) / MS_A_DAY),
});

report(
  'pin-guessing',
  `Guessing PINs from a copied profile, ${kdf.memoryKiB / 1024} MiB and ${kdf.iterations} passes a guess`,
  [row(6), row(8), row(10)],
);
