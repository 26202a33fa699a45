import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from './root.ts';
import { sbomOf } from './sbom-of.ts';

const PRODUCT = { name: 'undertone', version: '1.2.3' };
const INTEGRITY = `sha512-${Buffer.alloc(64, 7).toString('base64')}`;

const lockfileWith = (key: string, resolution: string) =>
  `lockfileVersion: '9.0'\npackages:\n  '${key}':\n    resolution: ${resolution}\n`;

test('a package stands in the list with its package URL and the hash that an install checks', () => {
  const bom = JSON.parse(sbomOf(lockfileWith('@scope/name@2.0.1', `{integrity: ${INTEGRITY}}`), PRODUCT));
  expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
  expect(bom.metadata.component).toMatchObject({ name: 'undertone', version: '1.2.3' });
  expect(bom.components).toMatchObject([
    {
      ...{ type: 'library', group: '@scope', name: 'name', version: '2.0.1' },
      purl: 'pkg:npm/%40scope/name@2.0.1',
      hashes: [{ alg: 'SHA-512', content: '07'.repeat(64) }],
    },
  ]);
});

test('what comes from elsewhere than a registry, or without a hash, is no entry but a failure', () => {
  for (const [key, resolution] of [
    ['name@https://codeload.example/name/tar.gz/abc', '{tarball: https://codeload.example/name/tar.gz/abc}'],
    ['name@1.0.0', '{integrity: sha1-abc}'],
    ['name@1.0.0', '{}'],
  ] as const) {
    expect(() => sbomOf(lockfileWith(key, resolution), PRODUCT)).toThrow('not a release of a registry');
  }
});

test('our own lockfile lists every package that it names, the same each time', () => {
  const lockfile = readFileSync(join(ROOT, 'pnpm-lock.yaml'), 'utf8');
  const listed = sbomOf(lockfile, PRODUCT);
  expect(sbomOf(lockfile, PRODUCT)).toBe(listed);
  const purls = new Set((JSON.parse(listed).components as { purl: string }[]).map(({ purl }) => purl));
  expect(purls.size).toBe(Object.keys((parse(lockfile) as { packages: object }).packages).length);
  expect([...purls].some((purl) => purl.startsWith('pkg:npm/%40cloudflare/'))).toBe(true);
});
