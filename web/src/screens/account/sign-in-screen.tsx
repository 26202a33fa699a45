import { redact } from '@undertone/base/redacted';
import { err } from '@undertone/base/result';
import { KeyRound } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { usePasskeys } from '../../factors/passkeys-context.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toAccountFailure } from '../../account/account-failure.ts';
import { AccountForm } from './account-form.tsx';
import { SignInSteps, TwoJournals } from './sign-in-steps.tsx';
import { useSignIn } from './use-sign-in.ts';

export function SignInScreen() {
  const { account, callApi } = useServices();
  const passkeys = usePasskeys();
  const state = account.state.value;
  const expired = state.kind === 'session-expired';
  const [email, setEmail] = useState(expired ? state.email : '');
  const [passphrase, setPassphrase] = useState('');
  const signing = useSignIn();
  const { task, reached, progress, begin } = signing;
  const twoJournals = task.failure === 'other-journal-present';
  const offering = useRef<AbortController | null>(null);

  /** By the browser's own list: under the email field while nothing else was chosen, or on the button. */
  const signInByPasskey = async (inField?: AbortSignal) => {
    const options = await callApi('passkeySignInOptions', {});
    if (!options.ok) {
      if (inField === undefined) await begin(async () => err(toAccountFailure(options.error)));
      return;
    }
    const shown = await passkeys.show(options.value, {
      verified: true,
      ...(inField === undefined ? {} : { inField }),
    });
    // Closed by the person, or given up for the other way.
    if (!shown.ok) return;
    await begin((more) => account.signInByPasskey(shown.value, more));
  };
  useEffect(() => {
    const abort = new AbortController();
    offering.current = abort;
    const offer = async () => {
      if ((await passkeys.canOfferInField()) && !abort.signal.aborted) await signInByPasskey(abort.signal);
    };
    void offer();
    return () => abort.abort();
  }, []);

  if (reached !== null) return <SignInSteps signing={signing} step={reached} />;
  return (
    <Screen title={t('signIn.title')}>
      {expired && (
        <Notice title={t(state.owesSecondFactor ? 'signIn.owesFactor' : 'signIn.expired')}>
          <p>{t('signIn.expired.safe')}</p>
        </Notice>
      )}
      <AccountForm
        submit={t('account.signIn')}
        onSubmit={() => void begin((more) => account.signIn(email.trim(), redact(passphrase), more))}
        task={twoJournals ? { ...task, failure: null } : task}
        step={progress}
        after={
          <>
            {passkeys.isSupported() && (
              <p>
                <button
                  type="button"
                  class="button"
                  aria-disabled={task.busy}
                  onClick={() => {
                    if (task.busy) return;
                    // A browser asks one thing at a time.
                    offering.current?.abort();
                    void signInByPasskey();
                  }}
                >
                  <Icon of={KeyRound} />
                  {t('signIn.passkey')}
                </button>
              </p>
            )}
            <p class="row">
              {task.failure === 'account-locked' && (
                <a class="link" href="/account/unlock">
                  {t('unlock.title')}
                </a>
              )}
              <a class="link" href="/account/recover">
                {t('signIn.forgot')}
              </a>
              <a class="link" href="/account/sign-up">
                {t('signIn.noAccount')}
              </a>
            </p>
          </>
        }
      >
        <TextField
          label={t('account.email')}
          name="email"
          type="email"
          autocomplete="username webauthn"
          value={email}
          onInput={setEmail}
        />
        <TextField
          label={t('account.passphrase')}
          name="passphrase"
          type="password"
          autocomplete="current-password"
          value={passphrase}
          onInput={setPassphrase}
        />
        {twoJournals && <TwoJournals signing={signing} />}
      </AccountForm>
    </Screen>
  );
}
