import { err } from '@undertone/base/result';
import type { AccountPort } from '../app/services.ts';
import type { AccountActions } from './account.ts';
import type { AccountSession } from './account-session.ts';

/** Loads the code for keys, words and passphrases with the first action that needs it, not with the first paint. */
export function createAccountPort(
  session: AccountSession,
  loadActions: () => Promise<AccountActions>,
): AccountPort {
  /** Once for the life of the page: a sign-in of several steps keeps its keys in there. */
  let loading: Promise<AccountActions> | null = null;
  const withActions = async <Outcome>(act: (actions: AccountActions) => Promise<Outcome>) => {
    let actions: AccountActions;
    try {
      loading ??= loadActions();
      actions = await loading;
    } catch {
      loading = null;
      // The chunk could not be fetched, and nothing was begun.
      return err('offline' as const);
    }
    return act(actions);
  };
  return {
    state: session.state,
    signUp: (...given) => withActions((actions) => actions.signUp(...given)),
    signIn: (...given) => withActions((actions) => actions.signIn(...given)),
    signInByPasskey: (...given) => withActions((actions) => actions.signInByPasskey(...given)),
    resumeSignIn: (...given) => withActions((actions) => actions.resumeSignIn(...given)),
    abandonSignIn: async () => void (await withActions((actions) => actions.abandonSignIn())),
    signOut: (...given) => withActions((actions) => actions.signOut(...given)),
    changePassphrase: (...given) => withActions((actions) => actions.changePassphrase(...given)),
    changeEmail: (...given) => withActions((actions) => actions.changeEmail(...given)),
    recover: (...given) => withActions((actions) => actions.recover(...given)),
    rehearseRecovery: (...given) => withActions((actions) => actions.rehearseRecovery(...given)),
    deriveAuthSecret: (...given) => withActions((actions) => actions.deriveAuthSecret(...given)),
    wrapForPasskey: (...given) => withActions((actions) => actions.wrapForPasskey(...given)),
    newRecoveryWords: (...given) => withActions((actions) => actions.newRecoveryWords(...given)),
  };
}
