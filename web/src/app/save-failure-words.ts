import { t } from './i18n.ts';
import type { SaveFailure } from './journal-port.ts';

/** What happened, what is safe, what to do. */
export function saySaveFailure(failure: SaveFailure): string {
  return failure.code === 'entry-too-long'
    ? t('save.entry-too-long', { count: failure.maxCharacters })
    : t(`save.${failure.code}`);
}
