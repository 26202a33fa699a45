import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { CodeField } from '../../ui/code-field.tsx';
import { useWait } from './use-wait.ts';

const WAIT_SECONDS = 30;

/** The code that was sent to an address, and another one for who waits in vain. Takes the focus as it appears. */
export function CodeStep(props: {
  readonly address: string;
  readonly code: string;
  readonly onInput: (code: string) => void;
  /** Resolves to whether one is on its way. */
  readonly onSendAgain: () => Promise<boolean>;
}) {
  const { address, code, onInput, onSendAgain } = props;
  const place = useRef<HTMLDivElement>(null);
  const [isAgain, setAgain] = useState(false);
  const wait = useWait(WAIT_SECONDS);
  useEffect(() => {
    place.current?.querySelector('input')?.focus();
    wait.begin();
  }, []);

  const sendAgain = async () => {
    if (wait.left > 0) return;
    setAgain(false);
    wait.begin();
    setAgain(await onSendAgain());
    onInput('');
    place.current?.querySelector('input')?.focus();
  };

  return (
    <div ref={place} class="form">
      <p role="status">{isAgain ? t('code.sentAgain', { address }) : t('code.sent', { address })}</p>
      <CodeField label={t('code.label')} name="code" hint={t('code.hint')} value={code} onInput={onInput} />
      <p>
        <button
          type="button"
          class="button button--quiet"
          aria-disabled={wait.left > 0}
          onClick={() => void sendAgain()}
        >
          {wait.left > 0 ? t('code.againIn', { seconds: wait.left }) : t('code.again')}
        </button>
      </p>
    </div>
  );
}
