import { LockKeyhole } from 'lucide-preact';
import { useCallback, useEffect, useRef } from 'preact/hooks';
import { t } from '../../app/i18n.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { hasUnsaved } from '../../app/unsaved.ts';
import { Icon } from '../../ui/icon.tsx';

/**
 * Closes the journal at once, by a touch or from the keyboard; nothing where no lock is set. What is in memory only
 * (a recording, a reading) cannot be sealed for later, so the first touch says so and the second one closes.
 */
export function LockNow({ class: className }: { readonly class: string }) {
  const { appLock } = useServices();
  const isOpen = appLock.state.value.kind === 'open';
  const warned = useRef(false);

  const lock = useCallback(() => {
    if (hasUnsaved() && !warned.current) {
      warned.current = true;
      showSnack({
        text: t('lock.unsaved'),
        action: { label: t('lock.anyway'), run: () => void appLock.lockNow() },
      });
      return;
    }
    warned.current = false;
    void appLock.lockNow();
  }, [appLock]);

  useEffect(() => {
    if (!isOpen) return;
    const onKey = (event: KeyboardEvent) => {
      if (!isLockKey(event)) return;
      event.preventDefault();
      lock();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [lock, isOpen]);
  if (!isOpen) return null;
  return (
    <button type="button" class={className} aria-keyshortcuts="Control+Shift+L Meta+Shift+L" onClick={lock}>
      <Icon of={LockKeyhole} size={24} />
      <span class="shell__profile-name">{t('lock.now')}</span>
    </button>
  );
}

/** Letters by their meaning and not their place, so that it is L on every keyboard. */
function isLockKey({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && shiftKey && !altKey && key.toLowerCase() === 'l';
}
