import { signal } from '@preact/signals';
import type { Modality } from '@undertone/emotion/modality';
import { readPreference, writePreference } from './stored-preference.ts';

/**
 * Voice and face are emotion recognition in the law's words: each is off on this device until its notice was read
 * and accepted here. Not the consent to send scores, which is the account's and asked for apart.
 */
export type CaptureModality = Exclude<Modality, 'text'>;

const keyOf = (modality: CaptureModality) => `undertone.notice.${modality}`;

const isAccepted = (modality: CaptureModality) => readPreference(keyOf(modality)) === 'accepted';

export const acceptedNotices = signal<Readonly<Record<CaptureModality, boolean>>>({
  voice: isAccepted('voice'),
  face: isAccepted('face'),
});

export function acceptNotice(modality: CaptureModality): void {
  writePreference(keyOf(modality), 'accepted');
  acceptedNotices.value = { ...acceptedNotices.value, [modality]: true };
}

/** The notice is shown again before the microphone or the camera opens next time. */
export function withdrawNotice(modality: CaptureModality): void {
  writePreference(keyOf(modality), null);
  acceptedNotices.value = { ...acceptedNotices.value, [modality]: false };
}
