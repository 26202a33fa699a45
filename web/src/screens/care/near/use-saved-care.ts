import type { CareEntry, CareSource } from '@undertone/contract/directory';
import { systemClock } from '@undertone/base/clock';
import { t } from '../../../app/i18n.ts';
import { saySaveFailure } from '../../../app/save-failure-words.ts';
import { useServices } from '../../../app/services-context.ts';
import { showSnack } from '../../../app/snackbar.ts';
import { readSavedCare, savedField, type SavedCare } from './saved-care.ts';

/** What the person saved, sealed with the journal, and the two acts on it; each says how it went. */
export function useSavedCare() {
  const { profile } = useServices();
  const write = async (id: string, value: SavedCare | null): Promise<boolean> => {
    const written = await profile.write(savedField(id), value);
    if (!written.ok) showSnack({ text: saySaveFailure(written.error) });
    return written.ok;
  };
  return {
    saved: readSavedCare(profile.values.value),
    async save(entry: CareEntry, source: CareSource | null) {
      const savedAt = new Date(systemClock.now()).toISOString();
      if (await write(entry.id, { entry, source, savedAt })) showSnack({ text: t('near.saved') });
    },
    async remove(saved: SavedCare) {
      const { id } = saved.entry;
      if (!(await write(id, null))) return;
      showSnack({
        text: t('near.unsaved'),
        action: { label: t('app.undo'), run: () => void write(id, saved) },
      });
    },
  };
}
