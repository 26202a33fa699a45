import { env } from 'cloudflare:workers';
import { newAccountId } from '../testing/store-fixtures.ts';
import { subjectOver } from '../testing/store-subject.ts';
import { createD1Store } from './d1-store.ts';
import { describeSync } from './store.suite.ts';

const SET_QUOTA = `INSERT INTO log (account_id, version, last_seq, used_chars, quota_chars) VALUES (?1, 1, 0, 0, ?2)
  ON CONFLICT (account_id) DO UPDATE SET quota_chars = ?2`;

describeSync('in D1', async () => {
  const account = newAccountId();
  return subjectOver(createD1Store(env.DB), account, async (chars) => {
    await env.DB.prepare(SET_QUOTA).bind(account, chars).run();
  });
});
