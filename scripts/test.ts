import { buildWeb } from './build.ts';
import { runCheck } from './check.ts';
import { provideChromium } from './chromium.ts';
import { runVitest, type TestCount } from './vitest-run.ts';

/** Everything: the checks, the Worker in workerd, the simulated networks, the journeys in a real browser. */

const notes: string[] = [];
const counts: TestCount[] = [];

counts.push(await runCheck());
counts.push(await runVitest(['worker', 'worker-in-node']));
counts.push(await runVitest(['simulation']));

const chromium = provideChromium();
if (chromium === null) {
  notes.push(
    'Skipped: the browser journeys. No Chromium or Chrome was found, and none could be installed. ' +
      'Install one, or name it in CHROMIUM, to run them.',
  );
} else {
  await buildWeb();
  counts.push(await runVitest(['e2e'], { env: { CHROMIUM: chromium } }));
}

const sum = (pick: (count: TestCount) => number) => counts.reduce((total, count) => total + pick(count), 0);
for (const note of notes) console.log(note);
console.log(
  `${sum((count) => count.passed)} passed, ${sum((count) => count.failed)} failed, ${sum((count) => count.skipped)} skipped`,
);
process.exit(sum((count) => count.failed) === 0 ? 0 : 1);
