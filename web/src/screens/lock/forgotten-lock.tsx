import { ArrowLeft } from 'lucide-preact';
import { redact } from '@undertone/base/redacted';
import { useState } from 'preact/hooks';
import type { Reopening, ReopenFailure } from '../../app/app-lock-port.ts';
import { t } from '../../app/i18n.ts';
import { go } from '../../app/navigation.ts';
import type { AccountProgress } from '../../app/services.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useTask } from '../account/use-task.ts';
import { WordsField } from '../account/words-field.tsx';

/** Ways out that weaken nothing: what opens the account anywhere, or starting anew. */
export function ForgottenLock({ onBack }: { readonly onBack: () => void }) {
  const { account } = useServices();
  const hasAccount = account.state.value.kind !== 'local-only';
  return (
    <Screen
      title={t('lock.forgot.title')}
      above={
        <button type="button" class="button button--quiet" onClick={onBack}>
          <Icon of={ArrowLeft} />
          {t('lock.forgot.back')}
        </button>
      }
    >
      {hasAccount ? <ReopenForm /> : <p>{t('lock.forgot.localOnly')}</p>}
      <EraseForm hasAccount={hasAccount} />
    </Screen>
  );
}

function ReopenForm() {
  const { appLock } = useServices();
  const [way, setWay] = useState<Reopening['kind']>('words');
  const [words, setWords] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [step, setStep] = useState<AccountProgress | null>(null);
  const task = useTask<ReopenFailure>();

  const reopen = async () => {
    const by: Reopening =
      way === 'words' ? { kind: way, words: redact(words) } : { kind: way, passphrase: redact(passphrase) };
    const done = await task.run(() => appLock.reopen(by, setStep));
    if (done === null) return;
    showSnack({ text: t('lock.reopened') });
    go({ screen: 'settings', section: 'lock' }, { replace: true });
  };

  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!task.busy) void reopen();
      }}
    >
      <p>{t('lock.forgot.what')}</p>
      <fieldset class="stack stack--tight">
        <legend class="visually-hidden">{t('lock.forgot.title')}</legend>
        {(['words', 'account'] as const).map((each) => (
          <label key={each} class="choice">
            <input type="radio" name="reopen" checked={way === each} onChange={() => setWay(each)} />
            <span>{t(`lock.forgot.${each}`)}</span>
          </label>
        ))}
      </fieldset>
      {way === 'words' ? (
        <WordsField value={words} onInput={setWords} />
      ) : (
        <TextField
          label={t('account.passphrase')}
          name="passphrase"
          type="password"
          autocomplete="current-password"
          value={passphrase}
          onInput={setPassphrase}
        />
      )}
      {task.failure !== null && (
        <Notice tone="trouble" title={t(`accountFailure.${task.failure}`)} urgent>
          <p>{t(`accountFailure.${task.failure}.do`)}</p>
        </Notice>
      )}
      <button type="submit" class="button button--primary form__submit" aria-disabled={task.busy}>
        {t('lock.forgot.act')}
      </button>
      <p class="small muted form__step" role="status">
        {task.busy && step !== null ? t(`accountStep.${step}`) : ''}
      </p>
    </form>
  );
}

function EraseForm({ hasAccount }: { readonly hasAccount: boolean }) {
  const { appLock } = useServices();
  const [sure, setSure] = useState(false);
  return (
    <section class="section" aria-labelledby="lock-erase">
      <h2 id="lock-erase" class="section__title">
        {t('lock.erase')}
      </h2>
      <p>{t(hasAccount ? 'lock.erase.account' : 'lock.erase.local')}</p>
      <label class="choice">
        <input type="checkbox" checked={sure} onChange={(event) => setSure(event.currentTarget.checked)} />
        <span>{t('lock.erase.sure')}</span>
      </label>
      <p>
        <button
          type="button"
          class="button button--danger"
          disabled={!sure}
          onClick={() => void appLock.eraseDevice()}
        >
          {t('lock.erase.act')}
        </button>
      </p>
    </section>
  );
}
