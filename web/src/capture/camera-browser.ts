import type { OpenCamera } from './camera-session.ts';
import type { CameraHost } from './camera.ts';
import type { PhotoHost } from './camera-photo.ts';

export const browserCamera: CameraHost = {
  // `mediaDevices` is missing on plain http.
  getUserMedia:
    (navigator as { mediaDevices?: MediaDevices }).mediaDevices === undefined
      ? null
      : (constraints) => navigator.mediaDevices.getUserMedia(constraints),
  hasWebGl: () =>
    typeof OffscreenCanvas !== 'undefined' && new OffscreenCanvas(1, 1).getContext('webgl2') !== null,
  hasWebAssembly: typeof WebAssembly !== 'undefined',
  open: openVideo,
};

export const browserPhotos: PhotoHost = {
  decode: (source, options) => createImageBitmap(source, options),
  sizeOf,
};

/** An image that is shown nowhere is not decoded, only its header read. */
async function sizeOf(photo: Blob): Promise<{ readonly width: number; readonly height: number } | null> {
  const url = URL.createObjectURL(photo);
  const image = new Image();
  try {
    return await new Promise((resolve) => {
      image.addEventListener('load', () =>
        resolve({ width: image.naturalWidth, height: image.naturalHeight }),
      );
      image.addEventListener('error', () => resolve(null));
      image.src = url;
    });
  } finally {
    image.removeAttribute('src');
    URL.revokeObjectURL(url);
  }
}

/** Plays the stream in an element of its own, outside the page: the preview may come and go. */
async function openVideo(stream: MediaStream): Promise<OpenCamera> {
  const stopTracks = (): void => {
    for (const track of stream.getTracks()) track.stop();
  };
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  try {
    await video.play();
  } catch (cause) {
    stopTracks();
    throw cause;
  }
  const ended = new AbortController();
  return {
    stream,
    onFrame(listener) {
      const onNext = (run: () => void): number =>
        // Firefox has it only since version 132.
        'requestVideoFrameCallback' in video
          ? video.requestVideoFrameCallback(run)
          : requestAnimationFrame(run);
      const next = (): void => {
        if (ended.signal.aborted) return;
        listener();
        onNext(next);
      };
      onNext(next);
    },
    grab: () => createImageBitmap(video),
    onLost(listener) {
      for (const track of stream.getVideoTracks())
        track.addEventListener('ended', listener, { signal: ended.signal });
    },
    onHidden(listener) {
      document.addEventListener('visibilitychange', () => listener(document.hidden), {
        signal: ended.signal,
      });
      // It may have been hidden while the browser asked for permission.
      if (document.hidden) listener(true);
    },
    close() {
      ended.abort();
      stopTracks();
      video.srcObject = null;
    },
  };
}
