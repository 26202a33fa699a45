import { newAccountId } from '../testing/store-fixtures.ts';
import { subjectOver } from '../testing/store-subject.ts';
import { createMemoryStore } from './memory-store.ts';
import { describeSync } from './store.suite.ts';

describeSync('in memory', async () => {
  const store = createMemoryStore();
  const account = newAccountId();
  return subjectOver(store, account, async (chars) => store.setQuota(account, chars));
});
