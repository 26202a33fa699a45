/**
 * npm run -s study -- reliability FILE.json… [--write]
 * npm run -s study -- fusion FILE.json… [--seed 7] [--per-label 500] [--write]
 * npm run -s study -- breach [--seed 7] [--accounts 20000] [--plays 500] [--write]
 *
 * FILES are what `npm run -s evaluate -- text|voice|face … --predictions FILE.json` wrote. `reliability` measures what
 * fusion starts from; with `--write` it puts that into the manifests and packages/emotion/src/measured.ts. `fusion`
 * puts moments together from items of the three and fuses them; with `--write` it writes docs/fusion-study.md. `breach` plays a
 * simulated year of ordinary use through the breach rules; with `--write` it writes docs/breach-study.md. The
 * last line printed is one JSON object.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MODALITIES } from '@undertone/emotion/modality';
import { readPredictions } from './predictions.ts';
import { ROOT } from './root.ts';
import { writeMeasured } from './study-measured.ts';
import { fitModality } from './study-reliability.ts';
import { studyBreach } from './study-breach.ts';
import { runStudy } from './study-run.ts';
import { isFresh, isHome } from './study-sample.ts';
import { studyPage } from './study-table.ts';

const USAGE = `usage: npm run -s study -- reliability FILE.json… [--write]
       npm run -s study -- fusion FILE.json… [--seed N] [--per-label N] [--write]
       npm run -s study -- breach [--seed N] [--accounts N] [--plays N] [--write]`;

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '7' },
    'per-label': { type: 'string', default: '500' },
    accounts: { type: 'string', default: '20000' },
    plays: { type: 'string', default: '500' },
    write: { type: 'boolean', default: false },
  },
});
const [what, ...paths] = positionals;
if (what === 'breach') {
  const [seed, accounts, plays] = [values.seed, values.accounts, values.plays].map(Number) as [
    number,
    number,
    number,
  ];
  studyBreach({ seed, accounts, plays, write: values.write });
  process.exit(0);
}
if (paths.length === 0) fail(USAGE);
const predictions = (await Promise.all(paths.map(readPredictions))).flat();

const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(4)) : value);

switch (what) {
  case 'reliability': {
    const fits = MODALITIES.flatMap((modality) => {
      const rows = predictions.filter(
        (prediction) => prediction.modality === modality && isFresh(prediction),
      );
      return rows.length === 0 ? [] : [[modality, fitModality(rows)] as const];
    });
    if (values.write) await writeMeasured(fits);
    console.log(JSON.stringify(Object.fromEntries(fits), rounded));
    break;
  }
  case 'fusion': {
    const options = { seed: Number(values.seed), perLabel: Number(values['per-label']), people: 30 };
    const studies = [
      { title: 'Every corpus', study: runStudy(predictions, options) },
      {
        title: 'Corpora that the models know, rows that they do not',
        study: runStudy(predictions.filter(isHome), options),
      },
    ];
    const page = studyPage(studies, options);
    console.log(page);
    if (values.write) await writeFile(join(ROOT, 'docs/fusion-study.md'), page);
    console.log(JSON.stringify(studies, rounded));
    break;
  }
  default:
    fail(USAGE);
}
