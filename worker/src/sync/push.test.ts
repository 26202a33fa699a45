import { LIMITS } from '@undertone/contract/protocol';
import type { Sequence } from '@undertone/contract/primitives';
import { expect, it } from 'vitest';
import { NOW, pushedOp } from '../testing/store-fixtures.ts';
import { planPush } from './push.ts';

it('takes deletions beyond the quota, but not without end', () => {
  const quotaChars = 1000;
  const planAt = (usedChars: number, deleted: boolean) => {
    const consents = { text: false, voice: false, face: false };
    const head = { version: 1, lastSeq: 5 as Sequence, usedChars, quotaChars, consents };
    const context = { head, known: [], awaited: [], scored: [], corrections: [] };
    const { acked, rejected } = planPush(context, [{ op: pushedOp({ deleted }), digest: 'd' }], NOW);
    return acked.length === 1 ? 'taken' : rejected[0]?.code;
  };
  expect(planAt(quotaChars, false)).toBe('quota-exceeded');
  expect(planAt(quotaChars, true)).toBe('taken');
  expect(planAt(quotaChars + LIMITS.deletionReserveChars, true)).toBe('quota-exceeded');
});
