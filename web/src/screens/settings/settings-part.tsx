import { ArrowLeft } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { t } from '../../app/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import { Screen } from '../../ui/screen.tsx';
import './settings-part.css';

/** One part of the settings, with the way back to all of them. */
export function SettingsPart({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <Screen
      title={title}
      above={
        <a class="settings-part__back" href="/settings">
          <Icon of={ArrowLeft} />
          {t('settings.title')}
        </a>
      }
    >
      {children}
    </Screen>
  );
}
