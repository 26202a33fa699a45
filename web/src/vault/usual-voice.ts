import { computed } from '@preact/signals';
import type { UsualVoice } from '@undertone/inference/voice/usual-voice';
import type { UsualVoicePort } from '../app/capture-ports.ts';
import type { ProfilePort } from '../app/profile-port.ts';
import { isUsualVoice } from './capture-shapes.ts';

const FIELD = 'usualVoice';

/** The person's usual voice, a field of the profile. */
export function createUsualVoice(profile: ProfilePort): UsualVoicePort {
  return {
    current: computed(() => usualVoiceOf(profile.values.value.get(FIELD) ?? [])),
    keep: (usual) => profile.write(FIELD, usual),
    forget: () => profile.write(FIELD, null),
  };
}

/** Of two calibrations made at the same time the later one counts: each is whole in itself. */
function usualVoiceOf(values: readonly unknown[]): UsualVoice | null {
  const value = values.find((each) => each !== null);
  return isUsualVoice(value) ? value : null;
}
