import type { SessionInfo } from '@undertone/contract/session';
import { useState } from 'preact/hooks';
import type { ApiFailure } from '../../app/call-api.ts';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { FromServer } from '../server/from-server.tsx';
import { LetProgramIn } from './let-program-in.tsx';
import { ServerTrouble } from '../server/server-trouble.tsx';
import { SessionRow } from './session-row.tsx';
import { SettingsPart } from './settings-part.tsx';

/** Every browser and program that is signed in, and the ways to end each. */
export function DevicesSection() {
  const { account, callApi } = useServices();
  return (
    <SettingsPart title={t('settings.devices')}>
      {account.state.value.kind === 'local-only' ? (
        <p>{t('devices.noAccount')}</p>
      ) : (
        <FromServer load={() => callApi('sessions', {})}>
          {({ sessions }, reload) => <Sessions sessions={sessions} onChanged={reload} />}
        </FromServer>
      )}
    </SettingsPart>
  );
}

function Sessions({
  sessions,
  onChanged,
}: {
  readonly sessions: readonly SessionInfo[];
  readonly onChanged: () => Promise<void>;
}) {
  const { callApi } = useServices();
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const browsers = sessions.filter(({ kind }) => kind === 'web');
  const programs = sessions.filter(({ kind }) => kind === 'api');
  const others = sessions.filter(({ isCurrent }) => !isCurrent);

  const act = async (done: ReturnType<typeof callApi<'endSession' | 'endOtherSessions'>>, said: string) => {
    const result = await done;
    setFailure(result.ok ? null : result.error);
    if (result.ok) showSnack({ text: said });
    await onChanged();
  };
  const end = (id: string) =>
    void act(callApi('endSession', { params: { session: id } }), t('devices.ended'));

  return (
    <>
      <p class="small muted">{t('devices.what')}</p>
      {failure !== null && <ServerTrouble failure={failure} />}
      <ul class="rows" aria-label={t('settings.devices')}>
        {browsers
          .toSorted((one, other) => Number(other.isCurrent) - Number(one.isCurrent))
          .map((session) => (
            <SessionRow key={session.id} session={session} onEnd={() => end(session.id)} />
          ))}
      </ul>
      {others.length > 0 && (
        <button
          type="button"
          class="button"
          onClick={() => void act(callApi('endOtherSessions', {}), t('devices.othersEnded'))}
        >
          {t('devices.endOthers')}
        </button>
      )}
      <section class="section" aria-labelledby="programs">
        <h2 id="programs" class="section__title">
          {t('programs.title')}
        </h2>
        <p class="small muted">{t('programs.what')}</p>
        {programs.length > 0 && (
          <ul class="rows" aria-label={t('programs.title')}>
            {programs.map((session) => (
              <SessionRow key={session.id} session={session} onEnd={() => end(session.id)} />
            ))}
          </ul>
        )}
        <LetProgramIn onLetIn={onChanged} />
      </section>
    </>
  );
}
