import { learnUsualVoice } from '@undertone/inference/voice/learn-usual-voice';
import type { VoiceReading } from '@undertone/inference/voice/voice-reading';
import type { VoiceClip } from '../../app/capture-ports.ts';
import { t } from '../../app/i18n.ts';
import type { EntryChanges, EntryId, SaveFailure } from '../../app/journal-port.ts';
import { keepCapture } from '../../app/keep-capture.ts';
import { go, route } from '../../app/navigation.ts';
import { now } from '../../app/now.ts';
import type { Services } from '../../app/services.ts';
import { showSnack } from '../../app/snackbar.ts';
import { sampleOf } from './calibration.ts';
import { textEdit } from '../journal/edit-text.ts';
import { afterSaving, saySaved } from '../capture/after-saving.ts';
import { offerUnsaved } from '../capture/offer-unsaved.ts';
import { openEntryFor } from '../today/moment.ts';

const LEAST_QUALITY_TO_LEARN = 0.5;

/**
 * Keeps the reading first and the recording after it: a recording that does not fit costs no reading. Then leads back
 * to where the minute was asked for. Resolves to why nothing was kept, or `null`.
 */
export async function saveVoice(
  { journal, attachments, usualVoice }: Pick<Services, 'journal' | 'attachments' | 'usualVoice'>,
  {
    reading,
    clip,
    keepSound,
    words,
    entry,
  }: {
    readonly reading: VoiceReading;
    /** `null` after a file, whose voice may be anybody's. */
    readonly clip: VoiceClip | null;
    readonly keepSound: boolean;
    /** What was said, as the person left it; added to what the entry says already. */
    readonly words: string;
    readonly entry: EntryId | null;
  },
): Promise<SaveFailure | null> {
  const from = route.peek();
  const into = entry ?? openEntryFor('voice', journal.entries.value);
  const saved = await keepCapture(journal, into, { modality: 'voice', reading }, (text) =>
    withWords(text, words),
  );
  if (!saved.ok) return saved.error;
  const id = saved.value;

  showSnack({
    text: saySaved(id, entry),
    ...(usualVoice.current.value === null && {
      action: {
        label: t('voice.noReference.act'),
        run: () => go({ screen: 'settings', section: 'voice' }),
      },
    }),
  });
  const sound = keepSound ? (clip?.encoded ?? null) : null;
  if (sound !== null) await keepOrOffer(attachments, id, sound, reading.detail.seconds);

  if (clip !== null) await learnFrom(usualVoice, reading);
  afterSaving(journal, id, entry, from);
  return null;
}

/** A recording that was to be kept and has no room waits until there is, or until the person lets it go. */
async function keepOrOffer(
  attachments: Services['attachments'],
  entry: EntryId,
  sound: Blob,
  seconds: number,
): Promise<void> {
  const kept = await attachments.keep(entry, { kind: 'voice', sound, seconds });
  if (kept.ok) return;
  const answered = offerUnsaved({
    text: t('voice.savedNotKept', { reason: t(`keepFailure.${kept.error.code}`) }),
    accept: {
      label: t('app.tryAgain'),
      run: () => void keepOrOffer(attachments, entry, sound, seconds).finally(answered),
    },
  });
}

/** Below what is there. Its reading was of other words and goes; the new words are read as all written ones are. */
function withWords(text: string, words: string): EntryChanges {
  const said = words.trim();
  if (said === '') return {};
  return textEdit({ text }, text.trim() === '' ? said : `${text.trimEnd()}\n\n${said}`);
}

/** An ordinary recording moves the reference a little; a poor one, or one before there is any, does not. */
async function learnFrom(usualVoice: Services['usualVoice'], reading: VoiceReading): Promise<void> {
  const usual = usualVoice.current.peek();
  if (usual === null || reading.detail.quality.quality < LEAST_QUALITY_TO_LEARN) return;
  // Without this step the reading is as good; the next one tries again.
  await usualVoice.keep(learnUsualVoice(usual, [sampleOf(reading)], now.peek()));
}
