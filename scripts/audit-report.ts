import type { AuditExport } from '../packages/contract/src/audit.ts';
import type { AuditFinding } from '../packages/contract/src/audit-verify.ts';

const WORDS: Readonly<Record<AuditFinding['fault'], (rows: string) => string>> = {
  altered: (rows) => `${rows}: what it says is not what was signed.`,
  forged: (rows) => `${rows}: its signature is not of the key that it names; it was made anew.`,
  'unknown-key': (rows) => `${rows}: signed with a key that is not among the given ones.`,
  unlinked: (rows) => `${rows}: it follows another row than the one before it; that one was replaced.`,
  missing: (rows) => `${rows}: missing.`,
  'out-of-place': (rows) => `${rows}: stands where its number was passed already; moved or repeated.`,
  foreign: (rows) => `${rows}: belongs to another record.`,
  'head-forged': (rows) => `The head (at ${rows}): its signature is wrong; the end cannot be trusted.`,
  'head-differs': (rows) =>
    `The head: the record ends with ${rows}, which is not what the head was signed over.`,
  'checkpoint-forged': (rows) =>
    `The checkpoint (at ${rows}): its signature is wrong; the front was cut off.`,
  'shorter-than-before': (rows) =>
    `It ends at ${rows}, before the earlier export does: an old one is shown as new.`,
  'differs-from-before': (rows) => `${rows}: not what the earlier export has there; the past was rewritten.`,
};

/** What was checked and every fault, in words; times in UTC. */
export function auditReport(
  { checkpoint, entries, head }: AuditExport,
  findings: readonly AuditFinding[],
  { ownKeys }: { readonly ownKeys: boolean },
): string {
  const first = entries[0]?.seq ?? head.seq;
  return [
    `Record ${head.chain}`,
    `Rows ${entries.length === 0 ? 'none' : `${first} to ${entries.at(-1)!.seq}`}, signed ${new Date(head.at).toISOString()}`,
    ...(checkpoint === null
      ? []
      : [
          `Rows 1 to ${checkpoint.seq} were removed when their time was over, ${new Date(checkpoint.at).toISOString()}`,
        ]),
    ...(ownKeys
      ? ['Checked with the keys in the export itself: whole or not, but not whose. Give --key.']
      : []),
    ...findings.map(({ fault, seq, to }) =>
      WORDS[fault](to === undefined || to === seq ? `Row ${seq}` : `Rows ${seq} to ${to}`),
    ),
    findings.length === 0 ? 'Nothing is wrong with it.' : `${findings.length} found.`,
  ].join('\n');
}
