import { err, ok, type Result } from '@undertone/base/result';
import type { FaceReader } from '@undertone/inference/face/face-reader';
import { enlargePicture, SMALL_SIDE } from '@undertone/inference/face/enlarge-picture';
import type { Landmarks } from '@undertone/inference/face/landmarks';
import type { Picture } from '@undertone/inference/face/picture';
import type { Landmarker, LandmarkerFailure } from './face-landmarker.ts';
import type { FaceJob, FaceJobFailure, SeenFace } from './face-messages.ts';
import type { HandleJob } from './serve-model-worker.ts';

export interface FaceJobParts {
  /** Asked once; again after a failure. */
  readonly createLandmarker: () => Promise<Result<Landmarker, LandmarkerFailure>>;
  readonly reader: FaceReader;
  /** The picture's pixels, and the bitmap let go. */
  readonly takePixels: (picture: ImageBitmap) => Picture;
  /** As MediaPipe takes them in. */
  readonly toImage: (picture: Picture) => TexImageSource;
}

/** What the face worker does: finds the face, says how well it is seen, reads it where asked, and keeps no pixel. */
export function createFaceHandler(parts: FaceJobParts): HandleJob<FaceJob, SeenFace, FaceJobFailure, never> {
  let landmarker: Promise<Result<Landmarker, LandmarkerFailure>> | null = null;
  let previous: Landmarks | null = null;
  /** Neither MediaPipe nor a session can be entered twice. */
  let lastJob: Promise<unknown> = Promise.resolve();

  const ready = async (): Promise<Result<Landmarker, LandmarkerFailure>> => {
    landmarker ??= parts.createLandmarker();
    const created = await landmarker;
    if (!created.ok) landmarker = null;
    return created;
  };

  const look = async (job: FaceJob, picture: Picture): Promise<Result<SeenFace, FaceJobFailure>> => {
    const created = await ready();
    if (!created.ok) return created;
    const faces = await created.value.find(parts.toImage(picture), job.source, job.atMs);
    const [landmarks = null] = faces.length === 1 ? faces : [];
    const read = await parts.reader.readFrame(
      { picture, faces, previous: job.source === 'camera' ? previous : null },
      { expression: job.expression },
    );
    if (!read.ok) return read;
    // The reader may say of what was found that it is no face.
    const shown = read.value.hint === 'no-face' ? null : landmarks;
    if (job.source === 'camera') previous = shown;
    return ok({ ...read.value, landmarks: shown });
  };

  return async (job, { signal, transfer }) => {
    const turn = lastJob.then(async (): Promise<Result<SeenFace, FaceJobFailure>> => {
      const taken = parts.takePixels(job.picture);
      const isSmall = job.source === 'photo' && Math.max(taken.width, taken.height) < SMALL_SIDE;
      const picture = isSmall ? enlargePicture(taken) : taken;
      try {
        return signal.aborted ? err({ code: 'cancelled' }) : await look(job, picture);
      } finally {
        taken.pixels.fill(0);
        picture.pixels.fill(0);
      }
    });
    lastJob = turn.catch(() => undefined);
    const seen = await turn;
    // A copy moves: the follower of the next frame keeps its own.
    if (!seen.ok || seen.value.landmarks === null) return seen;
    const landmarks = seen.value.landmarks.slice();
    transfer(landmarks.buffer);
    return ok({ ...seen.value, landmarks });
  };
}
