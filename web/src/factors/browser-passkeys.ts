import { createPasskeys } from './passkeys.ts';

/** This browser's; on plain http it has none. */
export const browserPasskeys = createPasskeys(
  typeof navigator === 'object' && 'credentials' in navigator ? navigator.credentials : undefined,
);
