// @vitest-environment happy-dom
import { err, ok } from '@undertone/base/result';
import type { Profile } from '@undertone/contract/profile';
import { beforeEach, expect, it } from 'vitest';
import { createFakeCallApi, type FakeApi } from './fake-services.ts';
import { createStanding } from './standing.ts';

const PROFILE: Profile = {
  email: 'ana@example.org',
  emailVerified: true,
  hasPhone: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  preferences: { locale: 'en', idleMinutes: null },
  roles: ['member'],
  isSponsored: true,
  deletesAt: '2026-12-01T10:00:00.000Z',
};

const standing = (api: FakeApi) => createStanding(createFakeCallApi(api), { withStepUp: (act) => act() });

beforeEach(() => localStorage.clear());

it('remembers without a network that an employer or a school stands behind the account', async () => {
  await standing({ profile: () => ok(PROFILE) }).look();
  const later = standing({ profile: () => err({ code: 'offline' }) });
  await later.look();
  expect(later.isSponsored.value).toBe(true);
  expect(later.deletesAt.value).toBeNull();
});

it('forgets it with the account, and when the membership is over', async () => {
  const first = standing({ profile: () => ok(PROFILE) });
  await first.look();
  expect(first.deletesAt.value).toBe(Date.parse('2026-12-01T10:00:00.000Z'));
  first.forget();
  expect(standing({}).isSponsored.value).toBe(false);
  await first.look();
  await standing({ profile: () => ok({ ...PROFILE, isSponsored: false }) }).look();
  expect(standing({}).isSponsored.value).toBe(false);
});

it('does not let a look that began earlier undo what was done meanwhile', async () => {
  const looking = Promise.withResolvers<void>();
  const own = standing({
    profile: async () => {
      await looking.promise;
      return ok(PROFILE);
    },
    cancelDeletion: () => ok(),
  });
  const look = own.look();
  await own.cancelDeletion();
  looking.resolve();
  await look;
  expect(own.deletesAt.value).toBeNull();

  const signedOut = own.look();
  own.forget();
  await signedOut;
  expect(own.isSponsored.value).toBe(false);
  await own.look();
  expect(own.isSponsored.value).toBe(true);
});

it('takes the answer to the last look, also where an older one comes after it', async () => {
  const first = Promise.withResolvers<void>();
  let looks = 0;
  const own = standing({
    profile: async () => {
      looks += 1;
      if (looks > 1) return ok(PROFILE);
      await first.promise;
      return ok({ ...PROFILE, isSponsored: false });
    },
  });
  const older = own.look();
  await own.look();
  first.resolve();
  await older;
  expect(own.isSponsored.value).toBe(true);
});

it('shows a deletion only once the server has taken it, and its end only once it is taken back', async () => {
  let online = false;
  const own = standing({
    requestDeletion: () =>
      online ? ok({ deletesAt: '2026-12-01T10:00:00.000Z' }) : err({ code: 'offline' }),
    cancelDeletion: () => (online ? ok() : err({ code: 'offline' })),
  });
  expect((await own.requestDeletion()).ok).toBe(false);
  expect(own.deletesAt.value).toBeNull();
  online = true;
  expect((await own.requestDeletion()).ok).toBe(true);
  expect(own.deletesAt.value).not.toBeNull();
  online = false;
  expect((await own.cancelDeletion()).ok).toBe(false);
  expect(own.deletesAt.value).not.toBeNull();
  online = true;
  await own.cancelDeletion();
  expect(own.deletesAt.value).toBeNull();
});
