import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { createPasskeys } from './passkeys.ts';

/** This browser's; on plain http it has none. Tests bring their own. */
export const PasskeysContext = createContext(
  createPasskeys(
    typeof navigator === 'object' && 'credentials' in navigator ? navigator.credentials : undefined,
  ),
);

export function usePasskeys() {
  return useContext(PasskeysContext);
}
