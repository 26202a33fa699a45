import { Mic, Pencil, ScanFace, Trash2 } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { formatDay } from '../../app/formats.ts';
import { t } from '../../app/i18n.ts';
import type { Entry, EntryId } from '../../app/journal-port.ts';
import { hasTwoPanes } from '../../app/media.ts';
import { go } from '../../app/navigation.ts';
import { pathTo } from '../../app/routes.ts';
import { localDateOf, now } from '../../app/now.ts';
import { saySaveFailure } from '../../app/save-failure-words.ts';
import { useServices } from '../../app/services-context.ts';
import { showSnack } from '../../app/snackbar.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MoodMark } from '../../ui/mood-mark.tsx';
import { describeMood } from '../../ui/mood-words.ts';
import { Screen } from '../../ui/screen.tsx';
import { EntryReading } from '../reading/entry-reading.tsx';
import { WritingPage } from '../writing/writing-page.tsx';
import { textEdit } from './edit-text.ts';
import { EntryHistory } from './entry-history.tsx';
import { KeptRecording } from './kept-recording.tsx';
import { VersionChoice } from './version-choice.tsx';
import './entry-screen.css';

export function EntryScreen({ id }: { readonly id: EntryId }) {
  const { journal } = useServices();
  const entry = journal.entries.value.find((one) => one.id === id);
  if (entry === undefined) {
    return (
      <Screen title={t('entry.missing')}>
        <EmptyState title={t('entry.missing')}>
          <p>{t('entry.missing.why')}</p>
          <a class="button" href="/journal">
            {t('entry.back')}
          </a>
        </EmptyState>
      </Screen>
    );
  }
  return <OpenEntry entry={entry} />;
}

function OpenEntry({ entry }: { readonly entry: Entry }) {
  const { journal } = useServices();
  const [editing, setEditing] = useState(false);

  useEffect(() => {
    let gone = false;
    // An edit that a closed tab interrupted opens where it was left.
    void journal.loadDraft(entry.id).then((draft) => {
      if (!gone && draft.ok && draft.value !== null && draft.value.text !== entry.text) setEditing(true);
    });
    return () => {
      gone = true;
    };
  }, [journal, entry.id]);

  const remove = async () => {
    const deleted = await journal.delete(entry.id);
    if (!deleted.ok) {
      showSnack({ text: saySaveFailure(deleted.error) });
      return;
    }
    go({ screen: 'journal' });
    showSnack({
      text: t('entry.deleted'),
      action: { label: t('app.undo'), run: () => void journal.undelete(entry.id) },
    });
  };
  const keep = async (text: string) => {
    const saved = await journal.edit(entry.id, textEdit(entry, text));
    if (saved.ok) setEditing(false);
    return saved;
  };

  const year = Number(localDateOf(now.value).slice(0, 4));
  return (
    <Screen
      title={formatDay(entry.localDate, 'full', year)}
      above={
        <>
          {!hasTwoPanes.value && <BackLink to="/journal" name={t('journal.title')} />}
          <EntryTime entry={entry} />
        </>
      }
    >
      {entry.otherVersions.length > 0 && <VersionChoice entry={entry} />}
      {entry.mood !== null && (
        <p class="entry-screen__mood">
          <MoodMark mood={entry.mood} />
          <span>{t('entry.mood', { mood: describeMood(entry.mood) })}</span>
        </p>
      )}
      {editing ? (
        <WritingPage
          of={entry.id}
          label={t('entry.editPage')}
          initialText={entry.text}
          onKeep={keep}
          onLeave={() => setEditing(false)}
        />
      ) : (
        entry.text !== '' &&
        entry.otherVersions.length === 0 && <div class="entry-screen__text written">{entry.text}</div>
      )}
      {!editing && (
        <div class="entry-screen__acts">
          <button type="button" class="button" onClick={() => setEditing(true)}>
            <Icon of={Pencil} />
            {entry.text === '' ? t('entry.addWords') : t('entry.edit')}
          </button>
          {entry.voiceReading === null && (
            <a class="button" href={pathTo({ screen: 'voice', entry: entry.id })}>
              <Icon of={Mic} />
              {t('entry.sayIt')}
            </a>
          )}
          {entry.faceReading === null && (
            <a class="button" href={pathTo({ screen: 'face', entry: entry.id })}>
              <Icon of={ScanFace} />
              {t('entry.showIt')}
            </a>
          )}
          <button
            type="button"
            class="button button--quiet entry-screen__delete"
            onClick={() => void remove()}
          >
            <Icon of={Trash2} />
            {t('entry.delete')}
          </button>
        </div>
      )}
      {!editing && <EntryReading entry={entry} />}
      {entry.attachments.map((attachment) => (
        <KeptRecording key={attachment.id} entry={entry} attachment={attachment} />
      ))}
      {entry.revisions.length > 0 && <EntryHistory entry={entry} />}
    </Screen>
  );
}

/** The entry's own time; its zone is named only where it is not this device's. */
function EntryTime({ entry }: { readonly entry: Entry }) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const place = entry.zone.split('/').at(-1)?.replaceAll('_', ' ') ?? entry.zone;
  return (
    <span>
      {entry.zone === here ? entry.localTime : t('entry.timeIn', { time: entry.localTime, place })}
      {entry.editedAt !== null && ` · ${t('entry.edited')}`}
    </span>
  );
}
