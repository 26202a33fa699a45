import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from '../scripts/process.ts';
import { ROOT } from '../scripts/root.ts';
import { freePort } from '../scripts/free-port.ts';
import type { DatabaseCounts } from './database-service.ts';

export interface RawWorkerd {
  readonly url: string;
  /** The same Worker over the same database and objects, set up to mail codes: they go into a queue that ends there. */
  readonly mailingUrl: string;
  readonly pid: number;
  /** Empties the bucket of attachments. */
  emptyBucket(): Promise<void>;
  /** Puts a file into the mirror of larger models. */
  mirror(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Runs statements on the accounts' database, as one transaction: for what a benchmark needs and no request does. */
  run(statements: readonly { readonly sql: string }[]): Promise<void>;
  /** What both databases ran since the last call. */
  takeCounts(): Promise<DatabaseCounts>;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 20_000;

/** All secrets of the Worker, so that a benchmark can sign a cookie and ask for the metrics. */
export const SECRET = 'bench-'.repeat(8);

/** The package names the binary of this platform; it has no types. */
const { default: binary, compatibilityDate } = createRequire(import.meta.url)('workerd') as {
  readonly default: string;
  readonly compatibilityDate: string;
};

/** Bundles a Worker as a deployment would, into `folder`, and names the module. */
async function bundle(entry: string, folder: string): Promise<string> {
  const args = ['deploy', entry, '--dry-run', '--outdir', folder];
  const env = { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' };
  const { exitCode, output } = await runTool('wrangler', args, { home: 'worker', env });
  if (exitCode !== 0) throw new Error(`${entry} was not bundled:\n${output}`);
  const [module] = globSync('*.js', { cwd: folder });
  if (module === undefined) throw new Error(`${entry} gave no module`);
  return module;
}

/** The deployment's date, or the newest that this workerd knows. */
function dateOf(): string {
  const [, asked = compatibilityDate] =
    /compatibility_date = "([^"]+)"/.exec(readFileSync(join(ROOT, 'wrangler.toml'), 'utf8')) ?? [];
  return asked < compatibilityDate ? asked : compatibilityDate;
}

const objects = (classNames: readonly string[], storage: string) => `
      durableObjectNamespaces = [${classNames
        .map((name) => `(className = "${name}", uniqueKey = "${name}", enableSql = true)`)
        .join(', ')}],
      durableObjectStorage = ${storage},`;

interface Ports {
  readonly worker: number;
  readonly mailing: number;
  readonly database: number;
  readonly directory: number;
  readonly attachments: number;
  readonly packs: number;
}

/** Takes every message, as a queue does before anybody reads it. */
const QUEUE = `
  const metadata = { metrics: { backlogCount: 0, backlogBytes: 0, oldestMessageTimestamp: 0 } };
  export default { fetch: async (request) => { await request.arrayBuffer(); return Response.json({ metadata }); } };`;

/** What D1's binding asks: the object itself. A Worker between them would cost a request of its own for each query. */
const ONLY_OBJECT =
  "export default ({ objects }) => { const id = objects.idFromName('only'); " +
  'return { fetch: (url, init) => objects.get(id).fetch(url, init) }; };';

function configOf(module: string, ports: Ports): string {
  const date = `compatibilityDate = "${dateOf()}"`;
  const databaseService = (name: string) => `
    (name = "${name}", worker = (
      modules = [(name = "database.js", esModule = embed "database.js")], ${date},
      ${objects(['Database'], `(localDisk = "${name}-disk")`)}
      bindings = [(name = "DATABASE", durableObjectNamespace = "Database")],
    )),
    (name = "${name}-disk", disk = (path = "${name}", writable = true)),`;
  const databaseBinding = (binding: string, name: string) =>
    `(name = "${binding}", wrapped = (moduleName = "cloudflare-internal:d1-api", innerBindings = [
          (name = "fetcher", wrapped = (moduleName = "bench:database", innerBindings = [
            (name = "objects", durableObjectNamespace = (className = "Database", serviceName = "${name}"))]))]))`;
  const bindings = (settings = '') => `
      bindings = [
        ${databaseBinding('DB', 'database')},
        ${databaseBinding('DIRECTORY', 'directory')},
        (name = "SYNC_ROOM", durableObjectNamespace = (className = "SyncRoom", serviceName = "worker")),
        (name = "AUDIT_CHAIN", durableObjectNamespace = (className = "AuditChain", serviceName = "worker")),
        (name = "JOBS", queue = "queue"),
        (name = "NOTICES", queue = "queue"),
        (name = "ATTACHMENTS", r2Bucket = "attachments"),
        (name = "PACKS", r2Bucket = "packs"),
        (name = "BETTER_AUTH_SECRET", text = "${SECRET}"),
        (name = "PRELOGIN_SECRET", text = "${SECRET}"),
        (name = "SEALING_SECRET", text = "${SECRET}"),
        (name = "OPERATOR_TOKEN", text = "${SECRET}"),${settings}
      ],`;
  const mail = `
        (name = "MAIL_FROM", text = "Bench <bench@example.org>"),
        (name = "MAIL_PROVIDER", text = "resend"),
        (name = "MAIL_TOKEN", text = "bench"),`;
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = (
      modules = [(name = "worker.js", esModule = embed "${module}")], ${date},
      ${objects(['SyncRoom', 'AuditChain'], '(inMemory = void)')}${bindings()}
    )),
    (name = "mailing", worker = (
      modules = [(name = "worker.js", esModule = embed "${module}")], ${date},${bindings(mail)}
    )),
    (name = "queue", worker = (
      modules = [(name = "queue.js", esModule = embed "queue.js")], ${date},
    )),
    (name = "attachments", worker = (
      modules = [(name = "bucket.js", esModule = embed "bucket.js")], ${date},
    )),
    (name = "packs", worker = (
      modules = [(name = "bucket.js", esModule = embed "bucket.js")], ${date},
    )),
${['database', 'directory'].map(databaseService).join('')}
  ],
  extensions = [(modules = [(name = "bench:database", internal = true, esModule = "${ONLY_OBJECT}")])],
  sockets = [
    (name = "worker", address = "127.0.0.1:${ports.worker}", http = (), service = "worker"),
    (name = "mailing", address = "127.0.0.1:${ports.mailing}", http = (), service = "mailing"),
    (name = "database", address = "127.0.0.1:${ports.database}", http = (), service = "database"),
    (name = "directory", address = "127.0.0.1:${ports.directory}", http = (), service = "directory"),
    (name = "attachments", address = "127.0.0.1:${ports.attachments}", http = (), service = "attachments"),
    (name = "packs", address = "127.0.0.1:${ports.packs}", http = (), service = "packs"),
  ],
);
`;
}

/**
 * A Worker with the product's bindings and migrated tables in workerd alone: no simulator, no proxy in front. Its
 * databases, buckets and Durable Objects live in the same process, so their CPU is in the count.
 */
export async function startRawWorkerd(entry: string): Promise<RawWorkerd> {
  const folder = mkdtempSync(join(tmpdir(), 'undertone-bench-'));
  for (const name of ['database', 'directory']) mkdirSync(join(folder, name));
  for (const name of ['database', 'bucket']) {
    const service = readFileSync(new URL(`${name}-service.ts`, import.meta.url), 'utf8');
    writeFileSync(join(folder, `${name}.js`), stripTypeScriptTypes(service));
  }
  const module = join('worker', await bundle(entry, join(folder, 'worker')));
  writeFileSync(join(folder, 'queue.js'), QUEUE);
  const ports = {
    worker: await freePort(),
    mailing: await freePort(),
    database: await freePort(),
    directory: await freePort(),
    attachments: await freePort(),
    packs: await freePort(),
  };
  writeFileSync(join(folder, 'config.capnp'), configOf(module, ports));

  const child = spawn(binary, ['serve', 'config.capnp'], {
    cwd: folder,
    // Its log is a line for each request, which here is many.
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  const database = `http://127.0.0.1:${ports.database}/`;
  const directory = `http://127.0.0.1:${ports.directory}/`;
  const runIn = async (place: string, queries: readonly { readonly sql: string }[]) => {
    const reply = await fetch(place, { method: 'POST', body: JSON.stringify(queries) });
    const results = (await reply.json()) as readonly unknown[] | { readonly error: string };
    if ('error' in results) throw new Error(results.error);
  };
  const migrate = async (place: string, files: string) => {
    for (const path of globSync(files, { cwd: ROOT }).sort()) {
      const statements = readFileSync(join(ROOT, path), 'utf8').split('--> statement-breakpoint');
      await runIn(
        place,
        statements.map((sql) => ({ sql })),
      );
    }
  };
  const countsOf = async (place: string) => (await (await fetch(place)).json()) as DatabaseCounts;
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  while (
    !(await fetch(database).then(
      (reply) => reply.ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null || performance.now() > giveUpAt)
      throw new Error(`workerd did not start:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await migrate(database, 'migrations/*.sql');
  await migrate(directory, 'migrations/directory/*.sql');
  return {
    url: `http://127.0.0.1:${ports.worker}`,
    mailingUrl: `http://127.0.0.1:${ports.mailing}`,
    pid: child.pid ?? 0,
    run: (statements) => runIn(database, statements),
    emptyBucket: async () => {
      await fetch(`http://127.0.0.1:${ports.attachments}/`, { method: 'DELETE' });
    },
    mirror: async (key, bytes) => {
      const described = new TextEncoder().encode(JSON.stringify({ version: 1, method: 'put', object: key }));
      await fetch(`http://127.0.0.1:${ports.packs}/`, {
        method: 'PUT',
        headers: { 'cf-r2-metadata-size': String(described.length) },
        body: new Blob([described, bytes]),
      });
    },
    takeCounts: async () => {
      const [accounts, listings] = [await countsOf(database), await countsOf(directory)];
      return {
        roundTrips: accounts.roundTrips + listings.roundTrips,
        statements: accounts.statements + listings.statements,
        rowsRead: accounts.rowsRead + listings.rowsRead,
        rowsWritten: accounts.rowsWritten + listings.rowsWritten,
      };
    },
    stop: async () => {
      child.kill();
      await once(child, 'exit');
      rmSync(folder, { recursive: true });
    },
  };
}
