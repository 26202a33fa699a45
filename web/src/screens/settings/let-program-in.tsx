import { TOKEN_SCOPES, type Scope } from '@undertone/contract/access';
import { useState } from 'preact/hooks';
import type { ApiFailure, ApiReply } from '../../app/call-api.ts';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { CopyField } from './copy-field.tsx';
import { ServerTrouble } from '../server/server-trouble.tsx';

/** Those that a person's own programs have a use for; an organisation's and the deployment's are asked for by name. */
const OFFERED = TOKEN_SCOPES.filter((scope) => scope !== 'organisation' && scope !== 'admin');

/** Lets a program in: its name, what it may do, and then its two tokens, once. */
export function LetProgramIn({ onLetIn }: { readonly onLetIn: () => Promise<void> }) {
  const { callApi, stepUp } = useServices();
  const [isOpen, setIsOpen] = useState(false);
  const [label, setLabel] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>([]);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const [tokens, setTokens] = useState<ApiReply<'issueToken'> | null>(null);
  const isReady = label.trim() !== '' && scopes.length > 0;

  const letIn = async () => {
    setFailure(null);
    const chosen = OFFERED.filter((scope) => scopes.includes(scope));
    const issued = await stepUp.withStepUp(() => callApi('issueToken', { body: { label, scopes: chosen } }));
    if (!issued.ok) return setFailure(issued.error);
    setTokens(issued.value);
    await onLetIn();
  };
  const close = () => {
    setIsOpen(false);
    setTokens(null);
    setLabel('');
    setScopes([]);
  };

  if (tokens !== null) {
    return (
      <Notice title={t('programs.tokens')}>
        <p>{t('programs.tokens.once')}</p>
        <CopyField label={t('programs.accessToken')} value={tokens.accessToken} />
        <CopyField label={t('programs.refreshToken')} value={tokens.refreshToken} />
        <button type="button" class="button" onClick={close}>
          {t('programs.kept')}
        </button>
      </Notice>
    );
  }
  if (!isOpen) {
    return (
      <p class="row">
        <button type="button" class="button" onClick={() => setIsOpen(true)}>
          {t('programs.letIn')}
        </button>
      </p>
    );
  }
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void letIn();
      }}
    >
      <TextField
        label={t('programs.name')}
        name="program"
        value={label}
        onInput={setLabel}
        autocomplete="off"
        hint={t('programs.name.hint')}
      />
      <fieldset class="field">
        <legend class="field__label">{t('programs.may')}</legend>
        {OFFERED.map((scope) => (
          <label key={scope} class="choice">
            <input
              type="checkbox"
              checked={scopes.includes(scope)}
              onChange={(event) =>
                setScopes(
                  event.currentTarget.checked ? [...scopes, scope] : scopes.filter((one) => one !== scope),
                )
              }
            />
            <span>{t(`scope.${scope}`)}</span>
          </label>
        ))}
      </fieldset>
      {failure !== null && <ServerTrouble failure={failure} />}
      <div class="row">
        <button type="submit" class="button button--primary" aria-disabled={!isReady}>
          {t('programs.letIn')}
        </button>
        <button type="button" class="button" onClick={close}>
          {t('app.cancel')}
        </button>
      </div>
    </form>
  );
}
