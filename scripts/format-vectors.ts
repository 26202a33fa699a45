import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printFormatVectors } from '../packages/crypto/src/format-vectors.ts';
import { ROOT } from './root.ts';

/**
 * Writes the worked example into docs/format.md: `node scripts/format-vectors.ts`. Only for a new
 * version of the format: a change to the vectors of a version that was shipped is a lost journal.
 */
const path = join(ROOT, 'docs', 'format.md');
const document = readFileSync(path, 'utf8');
const vectors = await printFormatVectors();
const block = /(<!-- vectors -->\n```json\n)[\s\S]*?(\n```\n)/;
if (!block.test(document)) throw new Error('docs/format.md has no place for the vectors');
writeFileSync(
  path,
  document.replace(block, (_, before: string, after: string) => before + vectors + after),
);
