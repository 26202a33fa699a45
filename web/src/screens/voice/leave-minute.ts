import { t } from '../../app/i18n.ts';
import type { EntryId } from '../../app/journal-port.ts';
import { go } from '../../app/navigation.ts';
import type { Services } from '../../app/services.ts';
import { offerUnsaved } from '../capture/offer-unsaved.ts';
import { createVoiceMinute, isUnsaved, type VoiceMinute } from './voice-minute.ts';

interface LeftMinute {
  readonly minute: VoiceMinute;
  readonly withdraw: () => void;
}

const left = new Map<EntryId | null, LeftMinute>();

/** The minute that was left for the same entry, or a new one. */
export function takeMinute(services: Services, entry: EntryId | null): VoiceMinute {
  const found = left.get(entry);
  if (found === undefined) return createVoiceMinute(services);
  left.delete(entry);
  found.withdraw();
  return found.minute;
}

/**
 * Leaving by a link or by going back closes the microphone and is no decision against what was said: the recording
 * waits until the person goes back to it or lets it go. A reading that is there already has a notice of its own.
 */
export function leaveMinute(minute: VoiceMinute, entry: EntryId | null): void {
  const stage = minute.stage.peek();
  const isHeard = stage.kind !== 'recording' || stage.recording.seconds.peek() > 0;
  if (stage.kind === 'read' || !isUnsaved(stage) || !isHeard) {
    minute.dispose();
    return;
  }
  void minute.stop();
  const withdraw = offerUnsaved({
    text: t('voice.left'),
    accept: { label: t('voice.goBackToIt'), run: () => go({ screen: 'voice', entry }) },
    onDecline: () => {
      left.delete(entry);
      minute.dispose();
    },
  });
  left.set(entry, { minute, withdraw });
}
