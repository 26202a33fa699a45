import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ROOT } from './root.ts';

const LOCAL_ENTRY = 'worker/src/local/index.ts';

/** Its own pages, in place of the app's. */
const LOCAL_PATHS = '"/dev/outbox", "/dev/sample-directory"';

const OUTBOX = `
[[kv_namespaces]]
binding = "OUTBOX"
id = "undertone-outbox"
`;

/**
 * A deployment's configuration for this machine: the entry with a mailbox in place of providers of mail and SMS, and
 * every path as it is seen from anywhere.
 */
export function localConfig(configPath: string): string {
  const folder = dirname(configPath);
  const config = readFileSync(configPath, 'utf8')
    .replaceAll(
      /^(migrations_dir|directory) = "(.*)"$/gm,
      (_line, key: string, path: string) => `${key} = ${JSON.stringify(resolve(folder, path))}`,
    )
    // The address as the browser has it, with its port: links in mails and passkeys are made of it.
    .replace(/^host = "localhost"$/m, '')
    .replace(/^main = .*$/m, `main = ${JSON.stringify(resolve(ROOT, LOCAL_ENTRY))}`)
    .replace(/^run_worker_first = \[(.*)\]$/m, `run_worker_first = [$1, ${LOCAL_PATHS}]`);
  for (const part of [LOCAL_ENTRY, LOCAL_PATHS]) {
    if (!config.includes(part)) throw new Error(`${configPath} no longer has a place for ${part}`);
  }
  return config + OUTBOX;
}
