import { ok } from '@undertone/base/result';
import type { FaceCheckPort } from '../app/capture-ports.ts';
import type { FaceWorker } from '../inference/face-worker.ts';
import { openCamera, type CameraHost } from './camera.ts';
import { decodePhoto, type PhotoHost } from './camera-photo.ts';
import { readingOf } from './camera-reading.ts';
import { createCameraSession } from './camera-session.ts';

/** The face check, by camera or by photo, on one worker. */
export function createFaceCheck<Stream>(parts: {
  readonly worker: FaceWorker;
  readonly camera: CameraHost<Stream>;
  readonly photos: PhotoHost;
  /** Milliseconds, never going back. */
  readonly now: () => number;
}): FaceCheckPort {
  const { worker } = parts;
  return {
    status: worker.status,
    async openCamera() {
      const opened = await openCamera(parts.camera);
      return opened.ok ? ok(createCameraSession(opened.value, worker, parts.now)) : opened;
    },
    async readPhoto(photo, { signal } = {}) {
      const decoded = await decodePhoto(photo, parts.photos);
      if (!decoded.ok) return decoded;
      const picture = decoded.value;
      const job = { picture, source: 'photo' as const, atMs: parts.now(), expression: true };
      const seen = await worker.run(job, { signal, transfer: [picture] });
      return seen.ok ? readingOf([seen.value], { source: 'photo', seconds: 0 }) : seen;
    },
  };
}
