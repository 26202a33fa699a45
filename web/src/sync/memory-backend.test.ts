import { describe, expect, it } from 'vitest';
import { describeLocalStore } from './local-store.suite.ts';
import { createMemoryBackend, createMemoryDatabase } from './memory-backend.ts';

describe('a local store in memory', () => {
  describeLocalStore(async () => createMemoryBackend(createMemoryDatabase()));

  it('keeps nothing of a transaction whose body fails', async () => {
    const database = createMemoryDatabase();
    const backend = createMemoryBackend(database);
    const run = backend.transaction('write', ['meta'], async ({ meta }) => {
      await meta.put([{ key: 'half', value: true }]);
      throw new Error('killed');
    });
    await expect(run).rejects.toThrow('killed');
    expect(database.meta.size).toBe(0);
  });
});
