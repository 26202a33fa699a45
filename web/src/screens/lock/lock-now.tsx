import { LockKeyhole } from 'lucide-preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { Icon } from '../../ui/icon.tsx';

/** Closes the journal at once, by a touch or from the keyboard; nothing where no lock is set. */
export function LockNow({ class: className }: { readonly class: string }) {
  const { appLock } = useServices();
  const isOpen = appLock.state.value.kind === 'open';
  useEffect(() => {
    if (!isOpen) return;
    const onKey = (event: KeyboardEvent) => {
      if (!isLockKey(event)) return;
      event.preventDefault();
      void appLock.lockNow();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [appLock, isOpen]);
  if (!isOpen) return null;
  return (
    <button
      type="button"
      class={className}
      aria-keyshortcuts="Control+Shift+L Meta+Shift+L"
      onClick={() => void appLock.lockNow()}
    >
      <Icon of={LockKeyhole} size={24} />
      <span class="shell__profile-name">{t('lock.now')}</span>
    </button>
  );
}

/** Letters by their meaning and not their place, so that it is L on every keyboard. */
function isLockKey({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && shiftKey && !altKey && key.toLowerCase() === 'l';
}
