import { redact } from '@undertone/base/redacted';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { go } from '../../app/navigation.ts';
import type { AccountFailure } from '../../app/services.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { Notice } from '../../ui/notice.tsx';
import { BackLink } from '../../ui/back-link.tsx';
import { Screen } from '../../ui/screen.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AccountForm } from './account-form.tsx';
import { newWords } from './new-words.ts';
import { NewWords } from './new-words-view.tsx';
import { useTask } from './use-task.ts';
import { WordsField } from './words-field.tsx';

/** The recovery kit: new words to write down, or the paper to check, or a new set. */
export function WordsScreen() {
  const words = newWords.value;
  useEffect(
    () => () => {
      newWords.value = null;
    },
    [],
  );
  return (
    <Screen title={t('words.title')} above={<BackLink to="/settings/account" name={t('settings.account')} />}>
      {words === null ? <CheckOrRenew /> : <NewWords words={words} onDone={() => go({ screen: 'today' })} />}
    </Screen>
  );
}

function CheckOrRenew() {
  const { account } = useServices();
  const [typed, setTyped] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const check = useTask<AccountFailure>();
  const renew = useTask<AccountFailure>();

  const rehearse = async () => {
    const right = await check.run(() => account.rehearseRecovery(redact(typed)));
    if (right === null) return;
    setTyped('');
    showSnack({ text: t('words.right') });
    go({ screen: 'settings', section: 'account' });
  };
  const make = async () => {
    const made = await renew.run(() => account.newRecoveryWords(redact(passphrase)));
    if (made !== null) newWords.value = made.value.recoveryWords;
  };

  if (account.state.value.kind === 'local-only') {
    return (
      <Notice title={t('words.noAccount')}>
        <p>{t('words.noAccount.do')}</p>
        <a class="button" href="/account/sign-up">
          {t('account.signUp')}
        </a>
      </Notice>
    );
  }
  return (
    <>
      <section class="section" aria-labelledby="words-check">
        <h2 id="words-check">{t('words.check')}</h2>
        <p class="muted">{t('words.check.why')}</p>
        <AccountForm submit={t('words.checkAct')} onSubmit={() => void rehearse()} task={check} step={null}>
          <WordsField value={typed} onInput={setTyped} />
        </AccountForm>
      </section>
      <section class="section" aria-labelledby="words-renew">
        <h2 id="words-renew" class="section__title">
          {t('words.renew')}
        </h2>
        <p class="muted">{t('words.renew.what')}</p>
        <AccountForm
          submit={t('words.renewAct')}
          onSubmit={() => void make()}
          task={renew}
          step="deriving-keys"
        >
          <TextField
            label={t('account.passphrase')}
            name="passphrase"
            type="password"
            autocomplete="current-password"
            value={passphrase}
            onInput={setPassphrase}
          />
        </AccountForm>
      </section>
    </>
  );
}
