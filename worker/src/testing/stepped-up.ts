import { env } from 'cloudflare:workers';
import type { TestAccount } from './worker-client.ts';

/** As if every session of the account had just shown again who it is. */
export async function markSteppedUp({ accountId }: Pick<TestAccount, 'accountId'>): Promise<void> {
  await env.DB.prepare('UPDATE session SET stepped_up_at = ?2 WHERE user_id = ?1')
    .bind(accountId, Date.now())
    .run();
}
