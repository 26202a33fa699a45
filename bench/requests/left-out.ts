import { ROUTES, type RouteId } from '@undertone/contract/routes';
import type { Kind } from './kind.ts';

const A_CODE = 'asks for a code out of a mail or message, of which the database holds a keyed hash only';
const A_PASSKEY = 'asks for an authenticator’s signature over a question that the server has just asked';

/** Routes of the contract that the table does not show, and why. */
export const LEFT_OUT: Partial<Record<RouteId, string>> = {
  unlock: A_CODE,
  changeEmail: A_CODE,
  changePhone: A_CODE,
  requestSecondFactorReset: A_CODE,
  finishSecondFactorReset: 'ends all factors of an account, three days after it was asked for',
  confirmTotp: 'asks for an authenticator’s code: an account has one in 30 s',
  addPasskey: A_PASSKEY,
  signInByPasskey: A_PASSKEY,
};

/** Routes that are neither measured nor left out with a reason, or both. */
export function unaccountedRoutes(kinds: readonly Kind[]): readonly RouteId[] {
  const measured = new Set(kinds.map(({ route }) => route));
  return (Object.keys(ROUTES) as RouteId[]).filter((id) => measured.has(id) === id in LEFT_OUT);
}
