import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';
import { sbomOf } from './sbom-of.ts';

/** Prints the list of everything that an install brings (CycloneDX, JSON): `npm run -s sbom > sbom.json`. */
const product = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  name: string;
  version: string;
};
process.stdout.write(`${sbomOf(readFileSync(join(ROOT, 'pnpm-lock.yaml'), 'utf8'), product)}\n`);
