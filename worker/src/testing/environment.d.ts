import type { D1Migration } from 'cloudflare:test';
import type { Environment } from '../environment.ts';

declare global {
  namespace Cloudflare {
    interface Env extends Environment {
      readonly DB: D1Database;
      readonly TEST_MIGRATIONS: D1Migration[];
    }
  }
}
