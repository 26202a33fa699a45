import { createTurns } from '@undertone/base/turns';
import { GUARDED_ROLES, type Role } from '@undertone/contract/access';
import { LOCALES, type Locale, type Preferences, type Profile } from '@undertone/contract/profile';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { ApiFailure } from '../../app/call-api.ts';
import { formatLanguageName } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { SelectField } from './select-field.tsx';
import { ServerTrouble } from '../server/server-trouble.tsx';

const IDLE_MINUTES = [5, 15, 30, 60, 240, 1440];

/** The few wishes that the server has to know to act on; each is kept as it is chosen. */
export function ServerPreferences({ profile }: { readonly profile: Profile }) {
  const { callApi } = useServices();
  const [chosen, setChosen] = useState(profile.preferences);
  const newest = useRef(chosen);
  /** All of them are told at once: an older choice that came last would take back the newer one. */
  const inTurn = useMemo(createTurns, []);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const isGuarded = profile.roles.some((role) => (GUARDED_ROLES as readonly Role[]).includes(role));
  const { idleMinutes } = chosen;
  const offered = [...new Set([...IDLE_MINUTES, ...(idleMinutes === null ? [] : [idleMinutes])])];

  const show = (next: Preferences) => {
    newest.current = next;
    setChosen(next);
  };
  const choose = <Key extends keyof Preferences>(key: Key, value: Preferences[Key]) => {
    const before = newest.current[key];
    show({ ...newest.current, [key]: value });
    return inTurn(async () => {
      const kept = await callApi('setPreferences', { body: newest.current });
      setFailure(kept.ok ? null : kept.error);
      if (kept.ok) showSnack({ text: t('preferences.kept') });
      else if (newest.current[key] === value) show({ ...newest.current, [key]: before });
    });
  };

  return (
    <section class="section" aria-labelledby="server-preferences">
      <h2 id="server-preferences" class="section__title">
        {t('preferences.title')}
      </h2>
      {failure !== null && <ServerTrouble failure={failure} />}
      <SelectField
        label={t('preferences.locale')}
        value={chosen.locale}
        options={LOCALES.map((locale) => [locale, formatLanguageName(locale)] as const)}
        onChange={(value) => void choose('locale', value as Locale)}
      />
      <SelectField
        label={t('preferences.idle')}
        value={idleMinutes === null ? 'never' : String(idleMinutes)}
        options={[
          ['never', t('preferences.idle.never')],
          ...offered
            .toSorted((one, other) => one - other)
            .map((count) => [String(count), t('preferences.idle.minutes', { count })] as const),
        ]}
        onChange={(value) => void choose('idleMinutes', value === 'never' ? null : Number(value))}
      />
      {isGuarded && <p class="small muted">{t('preferences.idle.guarded')}</p>}
    </section>
  );
}
