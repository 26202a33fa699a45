import type { D1Migration } from 'cloudflare:test';
import type { Environment } from '../environment.ts';

declare global {
  namespace Cloudflare {
    interface Env extends Environment {
      readonly DB: D1Database;
      readonly DIRECTORY: D1Database;
      /** How many requests the fuzzer sends, and from which seed. */
      readonly FUZZ_REQUESTS: string;
      readonly FUZZ_SEED: string;
      readonly TEST_MIGRATIONS: D1Migration[];
      readonly TEST_DIRECTORY_MIGRATIONS: D1Migration[];
    }
  }
}
