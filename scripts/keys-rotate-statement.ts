const PURPOSES = ['audit', 'token', 'tombstone'] as const;

type Purpose = (typeof PURPOSES)[number];

export interface KeyChange {
  readonly purpose: Purpose;
  /** The private part is in other hands: what it signed counts no longer. Only for tokens, which live minutes. */
  readonly isForgotten: boolean;
  readonly isRemote: boolean;
}

const FLAGS = ['--forget', '--remote'];

/** `null`: not exactly one purpose, a flag that is none, or a key to forget that vouches for records. */
export function parseKeyChange(args: readonly string[]): KeyChange | null {
  const flags = args.filter((arg) => arg.startsWith('--'));
  const [name, ...rest] = args.filter((arg) => !arg.startsWith('--'));
  const purpose = PURPOSES.find((known) => known === name);
  if (purpose === undefined || rest.length > 0 || flags.some((flag) => !FLAGS.includes(flag))) return null;
  const isForgotten = flags.includes('--forget');
  if (isForgotten && purpose !== 'token') return null;
  return { purpose, isForgotten, isRemote: flags.includes('--remote') };
}

/** The next signature makes the next key; a Worker that runs notices within a minute. */
export function keyChangeStatement({ purpose, isForgotten }: KeyChange, nowMs: number): string {
  return isForgotten
    ? `DELETE FROM signing_key WHERE purpose = '${purpose}' RETURNING id`
    : `UPDATE signing_key SET retired_at = ${nowMs} WHERE purpose = '${purpose}' AND retired_at IS NULL RETURNING id`;
}
