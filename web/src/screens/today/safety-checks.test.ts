import type { EpochMs } from '@undertone/base/clock';
import { expect, it } from 'vitest';
import { BACKUP_STALE_MS, judgeSafety, type SafetyFacts } from './safety-checks.ts';

const now = 1_777_000_000_000 as EpochMs;

const safe: SafetyFacts = {
  safety: {
    installed: true,
    installable: false,
    persisted: true,
    usedBytes: 1,
    quotaBytes: 2,
    lastBackupAt: now,
  },
  unsynced: 0,
  unsentRecordings: 0,
  hasAccount: true,
  entries: 12,
  now,
};

const gaps = (facts: Partial<Omit<SafetyFacts, 'safety'>> & { safety?: Partial<SafetyFacts['safety']> }) =>
  judgeSafety({ ...safe, ...facts, safety: { ...safe.safety, ...facts.safety } })
    .filter(({ well }) => !well)
    .map(({ id }) => id);

it('finds nothing to mend in a journal that is installed, protected, synced and backed up', () => {
  expect(gaps({})).toEqual([]);
});

it('names each gap', () => {
  expect(gaps({ safety: { installed: false } })).toEqual(['installed']);
  expect(gaps({ safety: { persisted: false } })).toEqual(['persisted']);
  expect(gaps({ unsynced: 3 })).toEqual(['synced']);
  expect(gaps({ hasAccount: false, safety: { lastBackupAt: null } })).toEqual(['synced', 'backup']);
});

it('counts the recordings that only this device holds, once there is a server to hold them', () => {
  expect(gaps({ unsentRecordings: 2 })).toEqual(['recordings']);
  expect(gaps({ unsentRecordings: 2, hasAccount: false })).toEqual(['synced']);
});

it('does not blame a person for a browser that cannot say', () => {
  expect(gaps({ safety: { persisted: null } })).toEqual([]);
});

it('wants a fresh file only from a journal that nothing else holds', () => {
  const stale = (now - BACKUP_STALE_MS) as EpochMs;
  expect(gaps({ safety: { lastBackupAt: stale } })).toEqual([]);
  expect(gaps({ safety: { lastBackupAt: stale }, hasAccount: false })).toEqual(['synced', 'backup']);
  expect(gaps({ safety: { lastBackupAt: null }, hasAccount: false, entries: 0 })).toEqual(['synced']);
});
