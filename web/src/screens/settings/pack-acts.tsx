import { useState } from 'preact/hooks';
import { formatBytes } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { USED_AT_A_TAP, type Pack } from '../../app/packs-port.ts';
import { useServices } from '../../app/services-context.ts';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';

/** What can be done with a pack in the state it is in. A third party is contacted only after it was named and agreed to. */
export function PackActs({ pack }: { readonly pack: Pack }) {
  const { packs } = useServices();
  const [asking, setAsking] = useState(false);
  const { state, source } = pack;
  const canFetch = source.kind === 'mirror' || source.kind === 'direct';
  const spoiledWords = USED_AT_A_TAP.includes(pack.task)
    ? 'packFailure.spoiled.what.speech'
    : 'packFailure.spoiled.what';
  const install = () => {
    setAsking(false);
    void packs.install(pack.id, source.kind === 'direct' ? source.host : undefined);
  };
  const ask = () => {
    if (source.kind === 'direct') setAsking(true);
    else install();
  };
  const discard = (
    <button type="button" class="button button--quiet" onClick={() => void packs.remove(pack.id)}>
      {t(state.kind === 'failed' && state.reason === 'spoiled' ? 'packs.remove' : 'packs.removeRest')}
    </button>
  );

  if (asking && source.kind === 'direct') {
    return (
      <Notice title={t('packs.ask', { host: source.host })} urgent>
        <p>{t('packs.ask.what', { size: formatBytes(pack.bytes) })}</p>
        <div class="row">
          <button type="button" class="button button--primary" onClick={install}>
            {t('packs.ask.yes')}
          </button>
          <button type="button" class="button" onClick={() => setAsking(false)}>
            {t('app.cancel')}
          </button>
        </div>
      </Notice>
    );
  }
  switch (state.kind) {
    case 'absent':
      return !canFetch ? null : (
        <div class="row">
          <button
            type="button"
            class="button"
            aria-label={t('packs.install.named', { name: pack.name })}
            onClick={ask}
          >
            {t('packs.install')}
          </button>
        </div>
      );
    case 'downloading':
    case 'paused':
      return (
        <>
          <Progress label={t(`packs.${state.kind}`)} done={state.loadedBytes} total={pack.bytes} bytes />
          <div class="row">
            {state.kind === 'downloading' ? (
              <button type="button" class="button" onClick={() => packs.pause(pack.id)}>
                {t('packs.pause')}
              </button>
            ) : (
              <button type="button" class="button" onClick={ask}>
                {t('packs.resume')}
              </button>
            )}
            {discard}
          </div>
        </>
      );
    case 'verifying':
      return <p role="status">{t('packs.verifying')}</p>;
    case 'installed':
      return (
        <>
          {USED_AT_A_TAP.includes(pack.task) ? (
            <p class="small">{t('packs.use.speech')}</p>
          ) : (
            <label class="switch">
              <span>{t('packs.use')}</span>
              <input
                type="checkbox"
                role="switch"
                class="switch__control"
                checked={state.inUse}
                onChange={(event) => void packs.use(pack.id, event.currentTarget.checked)}
              />
            </label>
          )}
          <div class="row">
            <span class="small muted">{t('packs.installed')}</span>
            <button type="button" class="button button--quiet" onClick={() => void packs.remove(pack.id)}>
              {t('packs.remove')}
            </button>
          </div>
        </>
      );
    case 'failed':
      return (
        <>
          <Notice tone="trouble" title={t(`packFailure.${state.reason}`)} urgent>
            <p>{t(state.reason === 'spoiled' ? spoiledWords : 'packFailure.safe')}</p>
          </Notice>
          <div class="row">
            {canFetch && (
              <button type="button" class="button" onClick={ask}>
                {t(state.reason === 'spoiled' ? 'packs.installAgain' : 'app.tryAgain')}
              </button>
            )}
            {discard}
          </div>
        </>
      );
  }
}
