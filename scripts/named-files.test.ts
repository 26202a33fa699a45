import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './root.ts';

/** Documents that say which test holds what. */
const DOCUMENTS = globSync(
  ['SECURITY.md', 'docs/{threat-model,asvs,hipaa-164-312}.md', 'docs/runbooks/*.md'],
  {
    cwd: ROOT,
  },
);
/** Tests that are named beside another of the same folder. */
const TESTS = globSync('{packages/*,worker,web,e2e,scripts}/{src,build,conformance,.}/**/*.test.{ts,tsx}', {
  cwd: ROOT,
  exclude: (path) => path.includes('node_modules'),
});
const ROOMS = /^(packages|worker|web|e2e|scripts|simulation|bench|models|docs|migrations)\//;
const SCRIPT = /`(?:npm run (?:-s )?|DATA_DIR=\S+ npm run (?:-s )?)([\w:-]+)/g;

it.each(DOCUMENTS)('%s names only files and commands that there are', (document) => {
  const text = readFileSync(join(ROOT, document), 'utf8');
  const named = [...text.matchAll(/`([\w@*{},./-]+)`/g)]
    .map(([, path]) => path!)
    .filter((path) => ROOMS.test(path));
  const linked = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path]) =>
    join(dirname(document), path!),
  );
  const missing = [...named, ...linked].filter((path) => globSync(path, { cwd: ROOT }).length === 0);
  expect(missing).toEqual([]);
  const bare = [...text.matchAll(/`([\w-]+(?:\.[\w-]+)*\.test\.tsx?)`/g)].map(([, name]) => name!);
  expect(bare.filter((name) => !TESTS.some((path) => path.endsWith(`/${name}`)))).toEqual([]);
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
  const commands = [...text.matchAll(SCRIPT)].map(([, name]) => name!);
  expect(commands.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});

it('finds them all', () => {
  expect(DOCUMENTS.length).toBeGreaterThan(7);
});
