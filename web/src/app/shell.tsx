import { BookOpen, CircleUserRound, HeartHandshake, PenLine, type LucideIcon } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { BrandMark } from '../ui/brand-mark.tsx';
import { Icon } from '../ui/icon.tsx';
import { t, type PlainMessageKey } from './i18n.ts';
import { route } from './navigation.ts';
import { pathTo, type Route } from './routes.ts';
import { DeletionBanner } from './deletion-banner.tsx';
import { HelpLink } from './help-link.tsx';
import { StatusLine } from './status-line.tsx';
import { UpdateBar } from './update-bar.tsx';
import { LockNow } from '../screens/lock/lock-now.tsx';
import './shell.css';

interface Tab {
  readonly to: Exclude<Route, { screen: 'not-found' }>;
  readonly name: PlainMessageKey;
  readonly icon: LucideIcon;
  readonly covers: readonly Route['screen'][];
}

/** The bottom bar, and the rail where there is room. A new part of the product is a line here. */
const TABS: readonly Tab[] = [
  { to: { screen: 'today' }, name: 'tab.today', icon: PenLine, covers: ['today', 'voice', 'face'] },
  { to: { screen: 'journal' }, name: 'tab.journal', icon: BookOpen, covers: ['journal', 'entry'] },
  { to: { screen: 'care', part: null }, name: 'tab.care', icon: HeartHandshake, covers: ['care'] },
];

export function Shell({
  pane,
  children,
}: {
  readonly pane: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const main = useRef<HTMLElement>(null);
  const here = route.value.screen;
  return (
    <div class={`shell${pane === null ? '' : ' shell--panes'}`}>
      <a
        class="shell__skip button button--primary visually-hidden"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('app.skip')}
      </a>
      <header class="shell__top">
        <a class="shell__brand" href="/" aria-label={t('app.home')}>
          <BrandMark />
          <span class="shell__brand-name">Undertone</span>
        </a>
        <nav class="shell__tabs" aria-label={t('app.tabs')}>
          {TABS.map((tab) => (
            <a
              key={tab.name}
              class="shell__tab"
              href={pathTo(tab.to)}
              aria-current={tab.covers.includes(here) ? 'page' : undefined}
            >
              <Icon of={tab.icon} size={24} />
              <span>{t(tab.name)}</span>
            </a>
          ))}
        </nav>
        <HelpLink class="shell__profile shell__help" opensScreen />
        <LockNow class="shell__profile shell__lock" />
        <a
          class="shell__profile"
          href="/settings"
          aria-current={
            here === 'settings' || here === 'account' || here === 'organisations' || here === 'organisation'
              ? 'page'
              : undefined
          }
        >
          <Icon of={CircleUserRound} size={24} />
          <span class="shell__profile-name">{t('settings.title')}</span>
        </a>
      </header>
      {pane !== null && (
        <aside class="shell__pane" aria-label={t('journal.title')}>
          {pane}
        </aside>
      )}
      <main ref={main} id="main" class="shell__main" tabIndex={-1}>
        <UpdateBar />
        <StatusLine />
        <DeletionBanner />
        {children}
      </main>
    </div>
  );
}
