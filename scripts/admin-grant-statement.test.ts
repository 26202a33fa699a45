import { expect, it } from 'vitest';
import { grantStatement, parseGrant } from './admin-grant-statement.ts';

it('takes one address, in any case, with where and which way', () => {
  expect(parseGrant([' Ana@Example.org ', '--remote'])).toEqual({
    email: 'ana@example.org',
    isRevoked: false,
    isRemote: true,
  });
  expect(parseGrant(['ana@example.org', '--revoke'])).toMatchObject({ isRevoked: true, isRemote: false });
});

it('takes nothing that is no address, and no flag that it does not know', () => {
  for (const args of [[], ['ana'], ['a@b.org', 'c@d.org'], ['a@b.org', '--force'], ["o'brien@example.org"]]) {
    expect(parseGrant(args)).toBeNull();
  }
  for (const address of ["a@b.org' OR 1=1 --", 'a"b@c.org', 'a\\b@c.org', 'a@b.org;', 'a b@c.org']) {
    expect(parseGrant([address])).toBeNull();
  }
});

it('changes one account and tells which', () => {
  const grant = parseGrant(['ana@example.org', '--revoke'])!;
  expect(grantStatement(grant)).toBe(
    "UPDATE user SET is_super_admin = 0 WHERE email = 'ana@example.org' RETURNING email",
  );
});
