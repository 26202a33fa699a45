import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { createTestSigner } from '../packages/contract/src/audit-record.testkit.ts';
import { ROOT } from './root.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-verify-'));
const signer = await createTestSigner();
const whole = await signer.record(5);

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

function verify(...args: readonly string[]) {
  const script = join(ROOT, 'scripts/audit-verify.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

const keys = file('keys.json', { keys: [signer.key] });

it('finds nothing wrong with a whole record, needing only it and the public key', () => {
  const { status, said } = verify(file('whole.json', whole), '--key', keys);
  expect(said).toContain('Rows 1 to 5, signed 1970-01-01T06:00:00.000Z\nNothing is wrong with it.');
  expect(status).toBe(0);
});

it('says which row is wrong and how, and exits with 1', () => {
  const [first, second, , fourth, fifth] = whole.entries;
  const entries = [first, { ...second, country: 'FR' }, fourth, fifth];
  const { status, said } = verify(file('bent.json', { ...whole, entries }), '--key', keys);
  expect(said).toContain('Row 2: what it says is not what was signed.\nRow 3: missing.\n2 found.');
  expect(status).toBe(1);
});

it('finds an old export shown as new when an earlier one was kept', async () => {
  const old = file('old.json', await signer.record(3));
  const { status, said } = verify(old, '--key', keys, '--earlier', file('whole.json', whole));
  expect(said).toContain('It ends at Row 3, before the earlier export does');
  expect(status).toBe(1);
  expect(verify(file('whole.json', whole), '--key', keys, '--earlier', old).status).toBe(0);
});

it('says that keys out of the export prove nothing about whose it is', () => {
  expect(verify(file('whole.json', whole)).said).toContain('whole or not, but not whose');
});

it('tells a file that is no record from a record that is wrong', () => {
  expect(verify(file('other.json', { format: 'another' })).status).toBe(2);
  expect(verify(join(folder, 'absent.json')).status).toBe(2);
  expect(verify().status).toBe(2);
});
