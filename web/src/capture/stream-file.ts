import type { StreamSound } from './stream-sound.ts';
import { streamWave } from './stream-wave.ts';

/** Any file that can be decoded in pieces. What takes compressed files apart is loaded with the first of them. */
export const streamFile: StreamSound = async (file, take, signal) => {
  const asWave = await streamWave(file, take, signal);
  if (asWave.ok || asWave.error !== 'no-stream-decoder') return asWave;
  const { streamMedia } = await import('./stream-media.ts');
  return streamMedia(file, take, signal);
};
