import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { canonicalEntry, hashOfEntry } from './audit-chain.ts';
import { AUDIT_ACTIONS, AuditExportSchema, type AuditEntry, type AuditExport } from './audit.ts';
import { CHAIN, createTestSigner, OTHER_CHAIN } from './audit-record.testkit.ts';
import { compareWithEarlier, verifyAuditExport } from './audit-verify.ts';

const signer = await createTestSigner();
const whole = await signer.record(6);
const verify = (taken: AuditExport) => verifyAuditExport(taken, [signer.key]);
const withEntries = (entries: readonly AuditEntry[]): AuditExport => ({ ...whole, entries: [...entries] });
const changed = (seq: number, parts: Partial<AuditEntry>) =>
  withEntries(whole.entries.map((entry) => (entry.seq === seq ? { ...entry, ...parts } : entry)));
const without = (...seqs: readonly number[]) =>
  withEntries(whole.entries.filter(({ seq }) => !seqs.includes(seq)));

describe('a record', () => {
  it('as it was signed has nothing wrong with it, however long', async () => {
    expect(v.is(AuditExportSchema, whole)).toBe(true);
    for (const count of [0, 1, 2]) expect(await verify(await signer.record(count))).toEqual([]);
    expect(await verify(whole)).toEqual([]);
  });

  it.each<Partial<AuditEntry>>([
    { at: 1 },
    { actor: 'system' },
    { action: 'account.exported' },
    { outcome: 'refused' },
    { person: 'x' },
    { organisation: 'x' },
    { subject: null },
    { country: 'FR' },
    { device: '' },
    { requestId: 'x' },
  ])('with a row altered in %o is found out at that row', async (parts) => {
    expect(await verify(changed(3, parts))).toEqual([{ fault: 'altered', seq: 3 }]);
  });

  it('with a row altered and hashed anew is found out at that row and at the next', async () => {
    const row = { ...whole.entries[2]!, country: 'FR' };
    expect(await verify(changed(3, { ...row, hash: await hashOfEntry(row) }))).toEqual([
      { fault: 'forged', seq: 3 },
      { fault: 'unlinked', seq: 4 },
    ]);
  });

  it('with everything from a row on hashed anew is found out at each', async () => {
    const entries: AuditEntry[] = whole.entries.slice(0, 3);
    for (const entry of whole.entries.slice(3)) {
      const row = { ...entry, country: 'FR', prev: entries.at(-1)!.hash };
      entries.push({ ...row, hash: await hashOfEntry(row) });
    }
    const head = { ...whole.head, hash: entries.at(-1)!.hash };
    const findings = await verify({ ...whole, entries, head });
    expect(findings.filter(({ fault }) => fault === 'forged').map(({ seq }) => seq)).toEqual([4, 5, 6]);
    expect(findings).toContainEqual({ fault: 'head-forged', seq: 6 });
  });

  it.each([
    ['first', [1], { seq: 1, to: 1 }],
    ['middle', [3, 4], { seq: 3, to: 4 }],
    ['last', [6], { seq: 6, to: 6 }],
  ] as const)('without its %s rows is found out', async (_, seqs, range) => {
    expect(await verify(without(...seqs))).toEqual([{ fault: 'missing', ...range }]);
  });

  it('cut short with its head put back is found out by the head, and by its own row shown as a head', async () => {
    const cut = without(5, 6);
    const { hash, keyId, signature } = cut.entries.at(-1)!;
    const head = { ...whole.head, seq: 4, hash };
    expect(await verify({ ...cut, head })).toEqual([{ fault: 'head-forged', seq: 4 }]);
    expect(await verify({ ...cut, head: { ...head, keyId, signature } })).toEqual([
      { fault: 'head-forged', seq: 4 },
    ]);
  });

  it('that goes on after its head, or ends in another row than it names, is found out', async () => {
    const longer = await signer.record(7);
    expect(await verify({ ...longer, head: whole.head })).toEqual([{ fault: 'head-differs', seq: 7 }]);
    const { hash: _, keyId: __, signature: ___, ...body } = whole.entries[5]!;
    const other = await signer.seal({ ...body, country: 'FR' });
    expect(await verify(withEntries([...whole.entries.slice(0, 5), other]))).toEqual([
      { fault: 'head-differs', seq: 6 },
    ]);
  });

  it('with rows in another order is found out', async () => {
    const [first, second, ...rest] = whole.entries;
    const findings = await verify(withEntries([second!, first!, ...rest]));
    expect(findings).toContainEqual({ fault: 'missing', seq: 1, to: 1 });
    expect(findings).toContainEqual({ fault: 'out-of-place', seq: 1 });
  });

  it('with two rows that swapped their numbers is found out at both', async () => {
    const swapped = whole.entries.map((entry) => {
      const seq = entry.seq === 2 ? 3 : entry.seq === 3 ? 2 : entry.seq;
      return { ...entry, seq };
    });
    const findings = await verify(withEntries(swapped.toSorted((left, right) => left.seq - right.seq)));
    expect(findings).toContainEqual({ fault: 'altered', seq: 2 });
    expect(findings).toContainEqual({ fault: 'altered', seq: 3 });
  });

  it('with a row twice is found out', async () => {
    expect(await verify(withEntries([...whole.entries, whole.entries[0]!]))).toEqual([
      { fault: 'out-of-place', seq: 1 },
    ]);
  });

  it("with a row of another chain is found out, renamed or not, and so is another chain's whole record", async () => {
    const other = await signer.record(6, OTHER_CHAIN);
    const mixed = whole.entries.map((entry) => (entry.seq === 3 ? other.entries[2]! : entry));
    expect(await verify(withEntries(mixed))).toContainEqual({ fault: 'foreign', seq: 3 });
    const renamed = whole.entries.map((entry) =>
      entry.seq === 3 ? { ...other.entries[2]!, chain: CHAIN } : entry,
    );
    expect(await verify(withEntries(renamed))).toContainEqual({ fault: 'altered', seq: 3 });
    const all = other.entries.map((entry) => ({ ...entry, chain: CHAIN }));
    expect(await verify({ ...other, entries: all, head: { ...other.head, chain: CHAIN } })).toContainEqual({
      ...{ fault: 'head-forged', seq: 6 },
    });
  });

  it('signed by another key is found out at every row', async () => {
    const findings = await verifyAuditExport(whole, [(await createTestSigner()).key]);
    expect(findings.filter(({ fault }) => fault === 'forged')).toHaveLength(6);
    expect(findings.at(-1)).toEqual({ fault: 'head-forged', seq: 6 });
    const unknown = await verifyAuditExport(whole, [{ ...signer.key, kid: 'L'.repeat(43) }]);
    expect(unknown.filter(({ fault }) => fault === 'unknown-key')).toHaveLength(6);
  });

  it('spans a change of keys', async () => {
    const next = await createTestSigner('L'.repeat(43));
    const last = whole.entries[5]!;
    const { hash: _, keyId: __, signature: ___, ...body } = last;
    const entry = await next.seal({ ...body, seq: 7, prev: last.hash });
    const head = await next.mark('head', { chain: CHAIN, seq: 7, hash: entry.hash, at: 0 });
    const taken = { ...whole, entries: [...whole.entries, entry], head };
    expect(await verifyAuditExport(taken, [signer.key, next.key])).toEqual([]);
  });

  it('is found out whatever single character of a row is changed', async () => {
    const fields = [
      'actor',
      'action',
      'subject',
      'country',
      'device',
      'prev',
      'hash',
      'signature',
      'keyId',
    ] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom(...fields),
        fc.nat(200),
        fc.constantFrom('a', 'B', '0', '_'),
        async (seq, field, place, character) => {
          const text = whole.entries[seq - 1]![field] ?? '';
          const at = place % (text.length + 1);
          const bent = text.slice(0, at) + character + text.slice(at + 1);
          fc.pre(bent !== text);
          expect(await verify(changed(seq, { [field]: bent }))).not.toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a record whose old rows were purged', () => {
  const purged = async () => {
    const { seq, hash } = whole.entries[2]!;
    const checkpoint = await signer.mark('checkpoint', { chain: CHAIN, seq, hash, at: 0 });
    return { ...whole, checkpoint, entries: whole.entries.slice(3) };
  };

  it('begins at its checkpoint', async () => {
    expect(await verify(await purged())).toEqual([]);
  });

  it('is found out when more was cut than the checkpoint says, or the checkpoint is none', async () => {
    const taken = await purged();
    expect(await verify({ ...taken, entries: taken.entries.slice(1) })).toEqual([
      { fault: 'missing', seq: 4, to: 4 },
    ]);
    expect(await verify({ ...taken, checkpoint: null })).toEqual([{ fault: 'missing', seq: 1, to: 3 }]);
    expect(await verify({ ...taken, checkpoint: { ...taken.checkpoint, at: 1 } })).toEqual([
      { fault: 'checkpoint-forged', seq: 3 },
    ]);
  });

  it('still goes on from an earlier export that has those rows', async () => {
    expect(compareWithEarlier(await purged(), whole)).toEqual([]);
    expect(compareWithEarlier(await purged(), await signer.record(4))).toEqual([]);
  });
});

it('differs from an earlier export as soon as one row does, even when its key holder signed it all anew', async () => {
  const again = await createTestSigner();
  const rewritten = await again.record(7);
  const bent = rewritten.entries.map((entry) => ({ ...entry, hash: 'A'.repeat(43) }));
  expect(compareWithEarlier({ ...rewritten, entries: bent }, whole)).toEqual([
    { fault: 'differs-from-before', seq: 1 },
  ]);
});

it('writes a row as RFC 8785 does: names in order, nothing between', () => {
  expect(canonicalEntry(whole.entries[0]!)).toBe(
    `{"action":"session.started","actor":"self","at":3600000,"chain":"${CHAIN}","country":"DE",` +
      '"device":"Firefox, Linux","organisation":null,"outcome":"done","person":null,"prev":"","requestId":null,' +
      '"seq":1,"subject":"session-1"}',
  );
});

it('names each action once, as a thing and what became of it', () => {
  expect(new Set(AUDIT_ACTIONS).size).toBe(AUDIT_ACTIONS.length);
  for (const action of AUDIT_ACTIONS) expect(action).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
});
