import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { breachPage } from '../simulation/breach/breach-page.ts';
import { runBreachStudy } from '../simulation/breach/breach-study.ts';
import { ROOT } from './root.ts';

/** Plays the year, prints its page and, where asked to, writes docs/breach-study.md. */
export function studyBreach({
  write,
  ...options
}: {
  readonly seed: number;
  readonly accounts: number;
  readonly plays: number;
  readonly write: boolean;
}): void {
  const { seed, accounts, plays } = options;
  const command = `npm run -s study -- breach --seed ${seed} --accounts ${accounts} --plays ${plays} --write`;
  const study = runBreachStudy(options);
  const page = breachPage(study, command);
  console.log(page);
  if (write) writeFileSync(join(ROOT, 'docs/breach-study.md'), page);
  console.log(
    JSON.stringify(study, (_, value: unknown) =>
      typeof value === 'number' ? Number(value.toFixed(4)) : value,
    ),
  );
}
