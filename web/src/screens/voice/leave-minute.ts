import { effect } from '@preact/signals';
import { t } from '../../app/i18n.ts';
import type { EntryId } from '../../app/journal-port.ts';
import { go } from '../../app/navigation.ts';
import type { Services } from '../../app/services.ts';
import { dismissSnack, showSnack, snack, type Snack } from '../../app/snackbar.ts';
import { createVoiceMinute, isUnsaved, type VoiceMinute } from './voice-minute.ts';

interface LeftMinute {
  readonly minute: VoiceMinute;
  readonly entry: EntryId | null;
  readonly notice: Snack;
  /** The person is on the way back to it. */
  isAskedFor: boolean;
}

let left: LeftMinute | null = null;

/** The minute that was left for the same entry a moment ago, or a new one. */
export function takeMinute(services: Services, entry: EntryId | null): VoiceMinute {
  const found = left;
  if (found === null || found.entry !== entry) return createVoiceMinute(services);
  left = null;
  if (snack.peek() === found.notice) dismissSnack();
  return found.minute;
}

/**
 * Leaving by a link or by going back closes the microphone and is no decision against what was said: for as long as
 * the notice at the foot stays, the recording waits, and whoever goes back finds it there. A reading that is there
 * already has a notice of its own.
 */
export function leaveMinute(minute: VoiceMinute, entry: EntryId | null): void {
  const stage = minute.stage.peek();
  const isHeard = stage.kind !== 'recording' || stage.recording.seconds.peek() > 0;
  if (stage.kind === 'read' || !isUnsaved(stage) || !isHeard) {
    minute.dispose();
    return;
  }
  void minute.stop();
  left?.minute.dispose();
  const mine: LeftMinute = {
    minute,
    entry,
    isAskedFor: false,
    notice: {
      text: t('voice.left'),
      action: {
        label: t('voice.goBackToIt'),
        run: () => {
          mine.isAskedFor = true;
          go({ screen: 'voice', entry });
        },
      },
    },
  };
  left = mine;
  showSnack(mine.notice);
  const unfollow = effect(() => {
    if (snack.value === mine.notice) return;
    // A notice goes before its act runs.
    queueMicrotask(() => {
      unfollow();
      if (left !== mine || mine.isAskedFor) return;
      left = null;
      minute.dispose();
    });
  });
}
