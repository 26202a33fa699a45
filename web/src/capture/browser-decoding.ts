import { SAMPLE_RATE } from '@undertone/inference/voice/resample';
import type { WholeDecoderHost } from './decode-whole.ts';

export const browserDecoding: WholeDecoderHost = {
  secondsOf(file) {
    const audio = document.createElement('audio');
    const url = URL.createObjectURL(file);
    return new Promise<number | null>((resolve) => {
      audio.preload = 'metadata';
      audio.addEventListener('loadedmetadata', () =>
        resolve(Number.isFinite(audio.duration) ? audio.duration : null),
      );
      audio.addEventListener('error', () => resolve(null));
      audio.src = url;
    }).finally(() => {
      audio.removeAttribute('src');
      URL.revokeObjectURL(url);
    });
  },
  decode: (bytes) => new OfflineAudioContext(1, 1, SAMPLE_RATE).decodeAudioData(bytes),
};
