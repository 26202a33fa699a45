import { describe, expect, it } from 'vitest';
import { createLeadership } from './leadership.ts';

/** One exclusive lock, handed on in the order of asking. */
function createLocks(): LockManager {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request: (_name: string, { signal }: { signal: AbortSignal }, run: () => Promise<unknown>) => {
      const turn = last.then(() => (signal.aborted ? undefined : run()));
      last = turn;
      return turn;
    },
  } as unknown as LockManager;
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('leadership', () => {
  it('belongs to one tab and passes to the next when it is given up', async () => {
    const locks = createLocks();
    const led: string[] = [];
    const release = createLeadership('x', locks).seek(() => led.push('one'));
    createLeadership('x', locks).seek(() => led.push('two'));
    await settle();
    expect(led).toEqual(['one']);
    release();
    await settle();
    expect(led).toEqual(['one', 'two']);
  });

  it('is not taken by a tab that has stopped waiting', async () => {
    const locks = createLocks();
    const led: string[] = [];
    const release = createLeadership('x', locks).seek(() => led.push('one'));
    await settle();
    createLeadership('x', locks).seek(() => led.push('two'))();
    release();
    await settle();
    expect(led).toEqual(['one']);
  });

  it('is everybody’s where the browser has no locks', () => {
    const led: string[] = [];
    for (const tab of ['one', 'two']) createLeadership('x', undefined).seek(() => led.push(tab));
    expect(led).toEqual(['one', 'two']);
  });
});
