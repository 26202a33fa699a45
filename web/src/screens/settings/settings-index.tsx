import {
  Activity,
  ArchiveRestore,
  AudioLines,
  Cpu,
  Eye,
  Info,
  KeyRound,
  LockKeyhole,
  PackageOpen,
  MonitorSmartphone,
  ReceiptText,
  UserRound,
  type LucideIcon,
} from 'lucide-preact';
import { formatLanguageName } from '../../app/formats.ts';
import { LANGUAGES, t, type Language } from '../../app/i18n.ts';
import {
  chooseLanguage,
  chooseTheme,
  chosenLanguage,
  theme,
  THEMES,
  type Theme,
} from '../../app/preferences.ts';
import { pathTo, type SettingsSection } from '../../app/routes.ts';
import { useServices } from '../../app/services-context.ts';
import { RowLink } from '../../ui/row-link.tsx';
import { Screen } from '../../ui/screen.tsx';
import { SelectField } from './select-field.tsx';

const ICONS = {
  account: UserRound,
  security: KeyRound,
  devices: MonitorSmartphone,
  activity: Activity,
  lock: LockKeyhole,
  privacy: Eye,
  voice: AudioLines,
  ledger: ReceiptText,
  models: Cpu,
  backup: ArchiveRestore,
  data: PackageOpen,
  about: Info,
} as const satisfies Record<SettingsSection, LucideIcon>;

/** What belongs together stands together: the account, what keeps a secret, what reads, the files, the rest. */
const GROUPS: readonly (readonly SettingsSection[])[] = [
  ['account', 'security', 'devices', 'activity'],
  ['lock', 'privacy', 'ledger'],
  ['voice', 'models'],
  ['backup', 'data'],
  ['about'],
];

export function SettingsIndex() {
  const { account } = useServices();
  const state = account.state.value;
  return (
    <Screen title={t('settings.title')}>
      <nav class="stack" aria-label={t('settings.title')}>
        {GROUPS.map((sections) => (
          <div key={sections[0]} class="rows">
            {sections.map((section) => (
              <RowLink
                key={section}
                to={pathTo({ screen: 'settings', section })}
                title={t(`settings.${section}`)}
                note={
                  section === 'account' && state.kind !== 'local-only'
                    ? state.email
                    : t(`settings.${section}.note`)
                }
                icon={ICONS[section]}
              />
            ))}
          </div>
        ))}
      </nav>
      <section class="section" aria-labelledby="settings-look">
        <h2 id="settings-look" class="section__title">
          {t('settings.look')}
        </h2>
        <SelectField
          label={t('settings.language')}
          value={chosenLanguage.value ?? 'system'}
          options={[
            ['system', t('settings.languageSystem')],
            ...LANGUAGES.map((language) => [language, nameInItself(language)] as const),
          ]}
          onChange={(value) => void chooseLanguage(value === 'system' ? null : (value as Language))}
        />
        <SelectField
          label={t('settings.theme')}
          value={theme.value}
          options={THEMES.map((one) => [one, t(`theme.${one}`)] as const)}
          onChange={(value) => chooseTheme(value as Theme)}
        />
      </section>
    </Screen>
  );
}

/** A language is found by its own name, whatever the interface speaks now. */
function nameInItself(language: Language): string {
  const name =
    new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? formatLanguageName(language);
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
