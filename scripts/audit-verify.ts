/**
 * npm run -s audit:verify -- EXPORT [--key KEYS.json] [--earlier EXPORT]
 *
 * Checks a signed record (what `GET /api/v1/audit/export` answered) row by row: nothing else is needed, no network and
 * no database. KEYS.json is what `GET /api/v1/audit/keys` answered, got on another way or kept from before; without it
 * the keys in the export itself are used, which proves that it is whole but not whose it is. `--earlier` takes an
 * older export of the same record and tells whether the newer one goes on from it. Exits with 0 when nothing is wrong,
 * 1 when something is, 2 when a file cannot be read as what it should be.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { AuditExportSchema, AuditKeysSchema } from '../packages/contract/src/audit.ts';
import { compareWithEarlier, verifyAuditExport } from '../packages/contract/src/audit-verify.ts';
import * as v from 'valibot';
import { auditReport } from './audit-report.ts';

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

function read<Schema extends v.GenericSchema>(
  schema: Schema,
  path: string,
  what: string,
): v.InferOutput<Schema> {
  try {
    const parsed = v.safeParse(schema, JSON.parse(readFileSync(path, 'utf8')));
    if (parsed.success) return parsed.output;
    fail(`${path} is no ${what}: ${v.getDotPath(parsed.issues[0]) ?? ''} ${parsed.issues[0].message}`);
  } catch (error) {
    fail(`${path} could not be read: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { key: { type: 'string' }, earlier: { type: 'string' } },
});
const [path, ...others] = positionals;
if (path === undefined || others.length > 0) {
  fail('usage: npm run -s audit:verify -- EXPORT [--key KEYS.json] [--earlier EXPORT]');
}

const taken = read(AuditExportSchema, path, 'exported record');
const keys =
  values.key === undefined ? taken.keys : read(AuditKeysSchema, values.key, 'list of public keys').keys;
const findings = [...(await verifyAuditExport(taken, keys))];
if (values.earlier !== undefined) {
  const earlier = read(AuditExportSchema, values.earlier, 'exported record');
  const ofEarlier = await verifyAuditExport(earlier, keys);
  if (ofEarlier.length > 0) fail(`${values.earlier} is not whole itself; check it alone first.`);
  findings.push(...compareWithEarlier(taken, earlier));
}
console.log(auditReport(taken, findings, { ownKeys: values.key === undefined }));
process.exit(findings.length === 0 ? 0 : 1);
