import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { databasesIn } from './configured-databases.ts';
import { localConfig } from './local-config.ts';
import { runTool, startTool } from './process.ts';
import { ROOT } from './root.ts';

export interface ProductOptions {
  readonly host: string;
  readonly port: number;
  /** Everything the product stores locally: database, objects, queues, and its own secrets. */
  readonly dataDir: string;
  /** Another deployment than wrangler.toml's own. */
  readonly configPath?: string;
  /** Without: the Worker as it is deployed, which here has nothing to send mail with. With, unless told otherwise. */
  readonly outbox?: boolean;
  /** What the Worker says, line by line: warnings, or every request as well. */
  readonly onLog?: (line: string) => void;
  readonly logLevel?: 'warn' | 'log';
}

export interface Product {
  readonly url: string;
  /** Resolves when the process has ended. */
  stop(): Promise<void>;
  /** Ends the process at once, as a power cut would. */
  kill(): Promise<void>;
  readonly ended: Promise<void>;
}

const CONFIG = join(ROOT, 'wrangler.toml');
const SECRETS = ['BETTER_AUTH_SECRET', 'PRELOGIN_SECRET', 'SEALING_SECRET'] as const;
/** No usage metrics, no sample of request metadata, no look for updates: nothing is contacted at run time. */
const QUIET = {
  CI: 'true',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
};
/** Only ends what hangs: beside two browsers a slow machine takes more than a minute. */
const READY_WITHIN_MS = 180_000;
const POLL_EVERY_MS = 100;

/** Makes the deployment's secrets on the first start and keeps them: new ones would sign everybody out. */
function provideSecrets(dataDir: string): string {
  const path = join(dataDir, 'secrets.env');
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  for (const name of SECRETS) {
    if (!lines.some((line) => line.startsWith(`${name}=`))) {
      lines.push(`${name}=${randomBytes(32).toString('base64url')}`);
    }
  }
  writeFileSync(path, `${lines.join('\n')}\n`, { mode: 0o600 });
  return path;
}

function provideConfig({ configPath, dataDir, outbox = true }: ProductOptions): readonly string[] {
  if (!outbox) return configPath === undefined ? [] : ['--config', configPath];
  const path = join(dataDir, 'wrangler.local.toml');
  writeFileSync(path, localConfig(configPath ?? CONFIG));
  return ['--config', path];
}

async function migrate({ dataDir, configPath = CONFIG }: ProductOptions, config: readonly string[]) {
  const databases = databasesIn(readFileSync(configPath, 'utf8'));
  // One after the other: two simulators over one folder lock each other out now and then.
  for (const { binding, name } of databases) {
    const args = ['d1', 'migrations', 'apply', binding, '--local', '--persist-to', dataDir, ...config];
    const { exitCode, output } = await runTool('wrangler', args, { home: 'worker', env: QUIET });
    if (exitCode !== 0) throw new Error(`The database ${name} could not be migrated:\n${output}`);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const reply = await fetch(`${url}/api/v1/health`, { signal: AbortSignal.timeout(2000) });
    await reply.arrayBuffer();
    return reply.ok;
  } catch {
    return false;
  }
}

/**
 * Serves the built product (Worker, assets, D1, Durable Objects, Queues) in local workerd and resolves
 * when it answers. Throws with the Worker's own words when it does not start.
 */
export async function startProduct(options: ProductOptions): Promise<Product> {
  mkdirSync(options.dataDir, { recursive: true });
  const secretsPath = provideSecrets(options.dataDir);
  const config = provideConfig(options);
  await migrate(options, config);

  const child = startTool(
    'wrangler',
    [
      'dev',
      ...config,
      ...['--ip', options.host, '--port', String(options.port), '--inspector-port', '0'],
      ...['--persist-to', options.dataDir, '--env-file', secretsPath],
      ...['--show-interactive-dev-session', 'false', '--log-level', options.logLevel ?? 'warn'],
    ],
    { home: 'worker', env: QUIET, ownGroup: true },
  );
  let said = '';
  let hasEnded = false;
  const ended = new Promise<void>((resolve) =>
    child.on('exit', () => {
      hasEnded = true;
      resolve();
    }),
  );
  const signal = (name: 'SIGTERM' | 'SIGKILL') => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // The group is gone already, which is what the signal was for.
    }
  };
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    // Line by line: where many wait, a chunk ends in the middle of one.
    createInterface({ input: stream }).on('line', (line) => {
      said = `${said}${line}\n`.slice(-8000);
      if (line) options.onLog?.(line);
    });
  }

  const reachable = options.host === '0.0.0.0' || options.host === '::' ? '127.0.0.1' : options.host;
  const address = `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${options.port}`;
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  while (!(await answers(address))) {
    if (hasEnded || performance.now() > giveUpAt) {
      signal('SIGKILL');
      throw new Error(`The product did not start on ${address}. It said:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_EVERY_MS));
  }

  const end = async (name: 'SIGTERM' | 'SIGKILL') => {
    signal(name);
    await ended;
  };
  return {
    url: address.replace('127.0.0.1', 'localhost'),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    ended,
  };
}
