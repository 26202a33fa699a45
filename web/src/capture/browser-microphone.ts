import { trackLevelAndPitch } from '@undertone/inference/voice/live-trace';
import { trustedScriptUrl } from '../app/trusted-script-url.ts';
import workletUrl from './block-poster.worklet.ts?worker&url';
import type { MicrophoneHost } from './microphone.ts';
import type { OpenMicrophone } from './recording.ts';
import { createMediaEncoder } from './sound-encoder.ts';

export const browserMicrophone: MicrophoneHost<MediaStream> = {
  // `mediaDevices` is missing on plain http.
  getUserMedia:
    (navigator as { mediaDevices?: MediaDevices }).mediaDevices === undefined
      ? null
      : (constraints) => navigator.mediaDevices.getUserMedia(constraints),
  open: openMicrophone,
  createEncoder: createMediaEncoder,
  allocate: (samples) => new Float32Array(samples),
  measure: trackLevelAndPitch,
};

async function openMicrophone(stream: MediaStream): Promise<OpenMicrophone> {
  const closed = new AbortController();
  const { signal } = closed;
  let context: AudioContext | null = null;
  const close = (): void => {
    if (signal.aborted) return;
    closed.abort();
    for (const track of stream.getTracks()) track.stop();
    void context?.close();
  };
  try {
    context = new AudioContext();
    await context.audioWorklet.addModule(trustedScriptUrl(workletUrl));
    const source = context.createMediaStreamSource(stream);
    const poster = new AudioWorkletNode(context, 'block-poster', {
      numberOfInputs: 1,
      numberOfOutputs: 1,
      channelCount: 1,
      channelCountMode: 'explicit',
    });
    // A node that leads nowhere is not run in every browser; this one's output is silence.
    source.connect(poster).connect(context.destination);
    // Safari starts it suspended, and never answers where it may not start.
    void context.resume();
    return {
      sampleRate: context.sampleRate,
      onBlock(listener) {
        poster.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
          if (!signal.aborted) listener(data);
        };
      },
      onLost(listener) {
        for (const track of stream.getTracks()) track.addEventListener('ended', listener, { signal });
      },
      onHidden(listener) {
        const tell = (): void => {
          if (document.visibilityState === 'hidden') listener();
        };
        document.addEventListener('visibilitychange', tell, { signal });
        // It may have been hidden while the browser asked for permission.
        tell();
      },
      close,
    };
  } catch (cause) {
    close();
    throw cause;
  }
}
