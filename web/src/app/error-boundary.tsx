import { Component, type ComponentChildren } from 'preact';
import { Notice } from '../ui/notice.tsx';
import { HelpLink } from './help-link.tsx';
import { t } from './i18n.ts';

interface Props {
  readonly children: ComponentChildren;
}

interface State {
  readonly broken: boolean;
}

/** For bugs only: says what is safe, and offers a fresh start or a copy of the journal. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { broken: false };

  static override getDerivedStateFromError(): State {
    return { broken: true };
  }

  override render({ children }: Props, { broken }: State) {
    if (!broken) return children;
    return (
      <main class="screen">
        <Notice tone="trouble" title={t('crash.title')} urgent>
          <p>{t('crash.safe')}</p>
          <p class="row">
            <button type="button" class="button button--primary" onClick={() => window.location.reload()}>
              {t('crash.reload')}
            </button>
            <button type="button" class="button" onClick={() => window.location.assign('/settings/backup')}>
              {t('crash.backup')}
            </button>
          </p>
        </Notice>
        <p>
          <HelpLink class="button" />
        </p>
      </main>
    );
  }
}
