/**
 * npm run packs:mirror -- FOLDER [--put BUCKET]
 *
 * Checks the files of larger models in FOLDER (`<pack>/<path>`, as models/packs.json names them) against their pins,
 * and says from where to get what is missing. With `--put` sends those that are as pinned to that R2 bucket under
 * the names that the Worker knows. Downloads nothing itself. Exits with 1 on a file that is not the pinned one.
 */
import { join } from 'node:path';
import { readPackManifest } from '../web/build/pack-manifest.ts';
import { MODELS_FOLDER } from './node-models.ts';
import { checkMirrorFile, mirrorFiles } from './pack-folder.ts';
import { runTool } from './process.ts';

const [folder, flag, bucket] = process.argv.slice(2);
if (folder === undefined || (flag !== undefined && (flag !== '--put' || bucket === undefined))) {
  console.error('npm run packs:mirror -- FOLDER [--put BUCKET]');
  process.exit(1);
}

let wrong = 0;
for (const file of mirrorFiles(await readPackManifest(join(MODELS_FOLDER, 'packs.json')), folder)) {
  const found = await checkMirrorFile(file);
  if (found === 'another') wrong++;
  console.log(`${found}: ${file.path}${found === 'as-pinned' ? '' : `  (${file.url})`}`);
  if (found !== 'as-pinned' || bucket === undefined) continue;
  const { exitCode, output } = await runTool(
    'wrangler',
    ['r2', 'object', 'put', `${bucket}/${file.key}`, '--file', file.path, '--remote'],
    { home: 'worker', env: { CI: 'true' } },
  );
  if (exitCode !== 0) {
    console.error(output);
    process.exit(1);
  }
}
process.exit(wrong === 0 ? 0 : 1);
