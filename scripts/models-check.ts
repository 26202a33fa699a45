/**
 * npm run models:check [-- --commercial]
 *
 * Exits with 1 on a missing card, a wrong hash, an unlicensed file or a size over budget; with `--commercial` lists
 * the files that a commercial deployment must leave out (and the ones that come with share-alike).
 */
import { fileURLToPath } from 'node:url';
import { checkModels, commercialReport } from './model-folder-check.ts';
import { MODELS_FOLDER } from './node-models.ts';

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const checked = await checkModels(MODELS_FOLDER);
  for (const { id, version, sizeBytes, budgetBytes } of checked.models) {
    console.log(
      `${id} ${version}: ${(sizeBytes / 1e6).toFixed(2)} MB of ${(budgetBytes / 1e6).toFixed(2)} MB`,
    );
  }
  for (const problem of checked.problems) console.error(`FAIL ${problem}`);
  if (process.argv.includes('--commercial'))
    for (const line of commercialReport(checked.models)) console.log(line);
  process.exit(checked.problems.length === 0 ? 0 : 1);
}
