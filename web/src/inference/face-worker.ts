import {
  createModelWorker,
  type ModelWorker,
  type ModelWorkerHost,
  type ModelWorkerParts,
} from './model-worker.ts';
import { VISION_RUNTIME, type FaceJob, type FaceJobFailure, type SeenFace } from './face-messages.ts';

type FaceWorkerParts = ModelWorkerParts<FaceJob, SeenFace, FaceJobFailure, never>;

export type FaceWorker = ModelWorker<FaceJob, SeenFace, FaceJobFailure['code'], never>;

/** The page's side of the worker that looks at faces. */
export function createFaceWorker(
  parts: ModelWorkerHost & Pick<FaceWorkerParts, 'startWorker' | 'files'>,
): FaceWorker {
  return createModelWorker<FaceJob, SeenFace, FaceJobFailure>({
    ...parts,
    modelIds: () => [VISION_RUNTIME.id, 'face-landmarks', 'face-expression'],
    modelOf: ({ model }) => (model === null ? null : { modelId: model.id, modelVersion: model.version }),
  });
}
