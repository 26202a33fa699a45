import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWeb } from './build.ts';
import { databasesIn, withDatabaseId, type ConfiguredDatabase } from './configured-databases.ts';
import { runTool } from './process.ts';
import { ROOT } from './root.ts';

/**
 * Creates what a Cloudflare account needs and deploys to it. Safe to run again: what exists is kept.
 *
 *   CLOUDFLARE_ACCOUNT_ID=… CLOUDFLARE_API_TOKEN=… npm run deploy
 */

const CONFIG = join(ROOT, 'wrangler.toml');
const SECRETS = ['BETTER_AUTH_SECRET', 'PRELOGIN_SECRET', 'SEALING_SECRET'] as const;

for (const name of ['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_API_TOKEN']) {
  if (!process.env[name]) {
    console.error(`${name} is not set. See "Deploy" in README.md for where to find it.`);
    process.exit(1);
  }
}

async function wrangler(args: readonly string[], acceptable: RegExp | null = null): Promise<string> {
  const { exitCode, output } = await runTool('wrangler', args, { home: 'worker', env: { CI: 'true' } });
  if (exitCode !== 0 && !(acceptable?.test(output) ?? false)) {
    console.error(output);
    console.error(
      `Stopped at: wrangler ${args.join(' ')}. Nothing before it needs to be undone; run the command again.`,
    );
    process.exit(1);
  }
  return output;
}

/** A database's id is made by Cloudflare, so it is written into wrangler.toml once. */
async function provideDatabase(database: ConfiguredDatabase): Promise<void> {
  const { name } = database;
  await wrangler(['d1', 'create', name], /already exists/i);
  const info = await wrangler(['d1', 'info', name, '--json']);
  const id = /"uuid"\s*:\s*"([0-9a-f-]{36})"/.exec(info)?.[1];
  if (id === undefined) throw new Error(`Cloudflare did not tell the id of ${name}`);
  writeFileSync(CONFIG, withDatabaseId(readFileSync(CONFIG, 'utf8'), database, id));
  console.log(`D1 ${name}: ${id}`);
}

async function provideBuckets(): Promise<void> {
  const config = readFileSync(CONFIG, 'utf8');
  for (const [, name = ''] of config.matchAll(/^bucket_name\s*=\s*"([^"]+)"/gm)) {
    await wrangler(['r2', 'bucket', 'create', name], /already (exists|own)/i);
    console.log(`R2 ${name}`);
  }
}

async function provideQueues(): Promise<void> {
  const config = readFileSync(CONFIG, 'utf8');
  const names = new Set(
    [...config.matchAll(/(?:queue|dead_letter_queue)\s*=\s*"([^"]+)"/g)].map((match) => match[1] ?? ''),
  );
  for (const name of names) {
    await wrangler(['queues', 'create', name], /already (taken|exists)/i);
    console.log(`Queue ${name}`);
  }
}

/** An existing secret is never replaced: that would sign everybody out and change every prelogin answer. */
async function provideSecrets(): Promise<void> {
  const existing = await wrangler(['secret', 'list'], /not found|does not exist/i);
  const missing = SECRETS.filter((name) => !existing.includes(name));
  if (missing.length === 0) return;
  const path = join(ROOT, '.tsbuild', 'new-secrets.json');
  writeFileSync(
    path,
    JSON.stringify(Object.fromEntries(missing.map((name) => [name, randomBytes(32).toString('base64url')]))),
    { mode: 0o600 },
  );
  try {
    await wrangler(['secret', 'bulk', path]);
  } finally {
    writeFileSync(path, '{}');
  }
  console.log(`Secrets made: ${missing.join(', ')}`);
}

const databases = databasesIn(readFileSync(CONFIG, 'utf8'));
for (const database of databases) await provideDatabase(database);
await provideBuckets();
await provideQueues();
await buildWeb();
for (const { binding } of databases) {
  await wrangler(['d1', 'migrations', 'apply', binding, '--remote']);
}
console.log(await wrangler(['deploy']));
await provideSecrets();
if (!process.env['SECURITY_CONTACT']) {
  console.log(
    'SECURITY_CONTACT is not set: this deployment serves no /.well-known/security.txt. See SECURITY.md.',
  );
}
