export interface Grant {
  readonly email: string;
  readonly isRevoked: boolean;
  readonly isRemote: boolean;
}

const FLAGS = ['--revoke', '--remote'];

/** As accounts are stored: lower case. Nothing in here can end a string of SQL or of JSON. */
const ADDRESS = /^[a-z0-9!#$%&*+/=?^_{|}~.-]+@[a-z0-9.-]+\.[a-z]{2,}$/;

/** `null`: not exactly one address, or a flag that is none. */
export function parseGrant(args: readonly string[]): Grant | null {
  const flags = args.filter((arg) => arg.startsWith('--'));
  const [address, ...rest] = args.filter((arg) => !arg.startsWith('--'));
  const email = address?.trim().toLowerCase();
  if (email === undefined || rest.length > 0 || !ADDRESS.test(email)) return null;
  if (flags.some((flag) => !FLAGS.includes(flag))) return null;
  return { email, isRevoked: flags.includes('--revoke'), isRemote: flags.includes('--remote') };
}

/** wrangler takes no values beside a statement, so the address stands in it: {@link parseGrant} lets none in that could break out. */
export function grantStatement({ email, isRevoked }: Grant): string {
  return `UPDATE user SET is_super_admin = ${isRevoked ? 0 : 1} WHERE email = '${email}' RETURNING email`;
}
