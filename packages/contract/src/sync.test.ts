import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { LIMITS } from './protocol.ts';
import { PulledOpSchema, PushedOpSchema, SyncRequestSchema } from './sync.ts';

const ID = 'a1b2c3d4-1111-4111-8111-111111111111';
const op = {
  opId: ID,
  collection: 'entries',
  recordId: ID,
  supersedes: [],
  schema: 1,
  sealed: 'A'.repeat(40),
  deleted: false,
  open: null,
};

describe('a pushed op', () => {
  it('is taken as a device makes it', () => {
    expect(v.is(PushedOpSchema, op)).toBe(true);
    expect(v.is(PushedOpSchema, { ...op, supersedes: Array(LIMITS.supersedesPerOp).fill(ID) })).toBe(true);
    expect(v.is(PushedOpSchema, { ...op, sealed: 'A'.repeat(LIMITS.sealedChars) })).toBe(true);
  });

  it.each([
    ['an id that is no lower-case UUIDv4', { opId: ID.toUpperCase() }],
    ['an id that ends in a line break', { opId: `${ID}\n` }],
    ['another record id', { recordId: '017f22e2-79b0-7cc3-98c4-dc0c0c07398f' }],
    ['a collection nobody knows', { collection: 'secrets' }],
    ['too many heads', { supersedes: Array(LIMITS.supersedesPerOp + 1).fill(ID) }],
    ['a fractional schema', { schema: 1.5 }],
    ['an envelope that is too short to be one', { sealed: 'A'.repeat(30) }],
    ['an envelope that is too long', { sealed: 'A'.repeat(LIMITS.sealedChars + 4) }],
    ['an envelope with padding', { sealed: `${'A'.repeat(39)}=` }],
    ['plain words for an envelope', { sealed: 'I had a terrible day at work, and then some more.' }],
    ['a length that no bytes have', { sealed: 'A'.repeat(41) }],
    ['a missing lane', { open: undefined }],
    ['a field nobody knows', { title: 'Monday' }],
  ])('with %s is refused', (_, change) => {
    expect(v.is(PushedOpSchema, { ...op, ...change })).toBe(false);
  });
});

it('limits the ops of an exchange', () => {
  const request = { protocol: 1, cursor: 0, ops: Array.from({ length: LIMITS.opsPerExchange }, () => op) };
  expect(v.is(SyncRequestSchema, request)).toBe(true);
  expect(v.is(SyncRequestSchema, { ...request, ops: [...request.ops, op] })).toBe(false);
  expect(v.is(SyncRequestSchema, { ...request, protocol: 2 })).toBe(false);
});

it('lets a device keep what a newer one wrote: unknown collections and fields of pulled ops are no error', () => {
  const { open: _, ...pulled } = op;
  const future = { ...pulled, seq: 7, collection: 'songs', schema: 9, later: true };
  expect(v.parse(PulledOpSchema, future)).toMatchObject({ collection: 'songs', schema: 9 });
});
