import { err, ok, type Result } from '@undertone/base/result';
import type { Distribution } from '@undertone/emotion/distribution';
import type { AssetError, AssetSource } from '../asset-source.ts';
import type { CreateSession } from '../tensor-session.ts';
import { placeOf } from '../text/circumplex.ts';
import { FACE_MODEL, loadExpressionNetwork, type ExpressionNetwork } from './expression-network.ts';
import type { FaceReadingDetail, FrameQuality, FrameReading, FramingHint } from './face-reading.ts';
import { frameHint } from './framing.ts';
import { frontalFace, geometryFeatures } from './geometry.ts';
import type { Landmarks } from './landmarks.ts';
import { measureFace, type MeasuredFace } from './measure-frame.ts';
import type { Picture } from './picture.ts';
import { readByRules, RULES_LEAST_PROBABILITY, RULES_MODEL } from './rules.ts';

/** What made a reading; goes with the frames into `poolFrames`. Plain data. */
export interface FaceModel {
  readonly id: string;
  readonly version: string;
  readonly path: FaceReadingDetail['path'];
  /** Below this probability of the likeliest label it abstains. */
  readonly leastProbability: number;
}

export interface SeenFrame {
  /** `null` without exactly one face, or when no expression was asked for. */
  readonly frame: FrameReading | null;
  readonly hint: FramingHint | null;
  /** Quality q of the frame, 0 … 1; 0 without exactly one face. */
  readonly quality: number;
  /** `null` when no expression was asked for. */
  readonly model: FaceModel | null;
}

export type FaceReadError = AssetError | { readonly code: 'crashed'; readonly reason: string };

export interface FaceReader {
  /**
   * One picture with the faces that were found in it. Several faces are refused, not chosen from.
   * @param options.expression `false` loads nothing and only says how the picture is.
   */
  readFrame(
    seen: {
      readonly picture: Picture;
      readonly faces: readonly Landmarks[];
      /** The face of the frame before, for movement. */
      readonly previous?: Landmarks | null;
    },
    options: { readonly expression: boolean },
  ): Promise<Result<SeenFrame, FaceReadError>>;
  /** A 48 × 48 crop (luma 0 … 1) without landmarks: for the evaluation of pictures that are crops already. */
  readCrop(crop: Float32Array): Promise<Result<Distribution, FaceReadError>>;
  /** Lets the network go; a later `readFrame` loads it again. */
  dispose(): Promise<void>;
}

/**
 * Nothing is loaded before the first expression is asked for. Where the deployment leaves the model out (its manifest
 * is missing), or where `path` says so, the licence-free rules read instead.
 */
export function createFaceReader(context: {
  readonly assets: AssetSource;
  readonly createSession: CreateSession;
  readonly path?: FaceReadingDetail['path'];
}): FaceReader {
  let loading: Promise<Result<ExpressionNetwork | null, AssetError>> | null = null;
  /** Sessions are not re-entrant, so readings queue. */
  let last: Promise<unknown> = Promise.resolve();

  async function load(): Promise<Result<ExpressionNetwork | null, AssetError>> {
    if (context.path === 'rules') return ok(null);
    const network = await loadExpressionNetwork(context);
    const leftOut =
      !network.ok && network.error.code === 'model-missing' && network.error.path === 'model.json';
    return leftOut ? ok(null) : network;
  }

  async function networkOnce(): Promise<Result<ExpressionNetwork | null, AssetError>> {
    loading ??= load();
    try {
      const network = await loading;
      if (!network.ok) loading = null;
      return network;
    } catch (cause) {
      loading = null;
      throw cause;
    }
  }

  async function readExpression(
    { crop, quality }: MeasuredFace,
    landmarks: Landmarks,
    { width, height }: Picture,
  ): Promise<Result<{ frame: FrameReading | null; model: FaceModel }, AssetError>> {
    const network = await networkOnce();
    if (!network.ok) return network;
    const model = modelOf(network.value);
    const face = frontalFace(landmarks, width, height);
    if (face === null) return ok({ frame: null, model });
    const distribution =
      network.value === null ? readByRules(face) : await network.value.read(crop, geometryFeatures(face));
    return ok({ frame: readingOf(distribution, quality), model });
  }

  function queued<Value>(
    work: () => Promise<Result<Value, AssetError>>,
  ): Promise<Result<Value, FaceReadError>> {
    const turn = last.then(() => guarded(work));
    last = turn;
    return turn;
  }

  return {
    readFrame({ picture, faces, previous = null }, { expression }) {
      return queued<SeenFrame>(async () => {
        const { width, height } = picture;
        const [landmarks] = faces;
        const measured =
          landmarks === undefined || faces.length !== 1 ? null : measureFace(picture, landmarks);
        const hint = frameHint({ width, height, faces, quality: measured?.quality ?? null, previous });
        const seen = { frame: null, hint, quality: measured?.quality.quality ?? 0, model: null };
        if (!expression) return ok(seen);
        if (measured === null || landmarks === undefined) {
          const network = await networkOnce();
          return network.ok ? ok({ ...seen, model: modelOf(network.value) }) : network;
        }
        const read = await readExpression(measured, landmarks, picture);
        return read.ok ? ok({ ...seen, ...read.value }) : read;
      });
    },
    readCrop(crop) {
      return queued(async () => {
        const network = await networkOnce();
        if (!network.ok) return network;
        if (network.value === null)
          return err({ code: 'model-missing', modelId: FACE_MODEL, path: 'model.json' });
        return ok(await network.value.read(crop, null));
      });
    },
    async dispose() {
      await last;
      const network = await loading?.catch(() => null);
      loading = null;
      if (network?.ok) await network.value?.release();
    },
  };
}

function readingOf(distribution: Distribution, quality: FrameQuality): FrameReading {
  return { distribution, ...placeOf(distribution), quality };
}

function modelOf(network: ExpressionNetwork | null): FaceModel {
  if (network === null) return { ...RULES_MODEL, path: 'rules', leastProbability: RULES_LEAST_PROBABILITY };
  const { id, version, output } = network.manifest;
  return { id, version, path: 'network', leastProbability: output.leastProbability ?? 0 };
}

/** A runtime that throws is an outcome here: the journal goes on without a reading. */
async function guarded<Value>(
  work: () => Promise<Result<Value, AssetError>>,
): Promise<Result<Value, FaceReadError>> {
  try {
    return await work();
  } catch (cause) {
    return err({ code: 'crashed', reason: cause instanceof Error ? cause.message : String(cause) });
  }
}
