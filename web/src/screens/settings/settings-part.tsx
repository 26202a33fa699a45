import type { ComponentChildren } from 'preact';
import { t } from '../../app/i18n.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Screen } from '../../ui/screen.tsx';

/** One part of the settings, with the way back to all of them. */
export function SettingsPart({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  return (
    <Screen title={title} above={<BackLink to="/settings" name={t('settings.title')} />}>
      {children}
    </Screen>
  );
}
