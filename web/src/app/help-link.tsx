import { LifeBuoy } from 'lucide-preact';
import { useEffect } from 'preact/hooks';
import { Icon } from '../ui/icon.tsx';
import { language, loadOnDemandWords, t } from './i18n.ts';
import { go } from './navigation.ts';
import { whenIdle } from './when-idle.ts';

let isHelpHere = false;

async function fetchHelp(): Promise<void> {
  await Promise.all([
    import('../screens/care/care-screen.tsx'),
    import('../screens/care/help/help-screen.tsx'),
    loadOnDemandWords(),
  ]);
  isHelpHere = true;
}

/**
 * Always a link to a page that stands on its own, so that it works before, without and after the app; where the app
 * runs and its screen has arrived, that opens instead.
 */
export function HelpLink({
  class: className,
  opensScreen = false,
}: {
  readonly class: string;
  readonly opensScreen?: boolean;
}) {
  useEffect(() => {
    // What cannot be fetched now is fetched with the page that the link leads to.
    if (opensScreen && !isHelpHere) whenIdle(() => void fetchHelp().catch(() => undefined));
  }, [opensScreen]);
  return (
    <a
      class={className}
      href={`/help/${language.value}`}
      onClick={(event) => {
        if (
          !opensScreen ||
          !isHelpHere ||
          event.button !== 0 ||
          event.metaKey ||
          event.ctrlKey ||
          event.shiftKey
        )
          return;
        event.preventDefault();
        go({ screen: 'care', part: 'help' });
      }}
    >
      <Icon of={LifeBuoy} size={24} />
      <span>{t('help.now')}</span>
    </a>
  );
}
