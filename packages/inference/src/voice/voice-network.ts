import type { Result } from '@undertone/base/result';
import { err, ok } from '@undertone/base/result';
import { softmax, type Distribution } from '@undertone/emotion/distribution';
import { LABELS } from '@undertone/emotion/labels';
import { loadManifest, loadVerified, type AssetError, type AssetSource } from '../asset-source.ts';
import { findFile, type ModelManifest } from '../manifest.ts';
import type { CreateSession, Tensor, TensorSession } from '../tensor-session.ts';
import { placeOf } from '../text/circumplex.ts';

/** Folder under `models/`. */
export const VOICE_MODEL = 'voice-tone';

const RATE = 16_000;
const WINDOW = 5 * RATE;
const HOP = WINDOW / 2;
/** The shortest that the graph's strided convolutions answer without degenerating: 0.5 s. */
const SHORTEST = RATE / 2;

/** What the network says of one window, uncalibrated. */
export interface WindowReading {
  /** In the order of LABELS. */
  readonly logits: readonly number[];
  /** Calm −1 … activated 1. */
  readonly arousal: number;
}

export interface PooledReading {
  /** Calibrated on the speakers that training did not hear. */
  readonly distribution: Distribution;
  /** Expected place of the distribution on the circumplex: no corpus says how pleasant a clip sounds. −1 … 1. */
  readonly valence: number;
  /** Calm −1 … activated 1. */
  readonly arousal: number;
}

/** One graph: `sound` float32 [1, samples] at 16 kHz to `logits` float32 [1, 7] and `arousal` float32 [1]. */
export interface VoiceNetwork {
  readonly manifest: ModelManifest;
  /** Mono samples at 16 kHz, at most one window. Not re-entrant. Rejects when the runtime fails. */
  readWindow(samples: Float32Array): Promise<WindowReading>;
  /** The weighted mean of what windows say; weights ≥ 0, at least one above 0. */
  pool(windows: readonly { readonly reading: WindowReading; readonly weight: number }[]): PooledReading;
  release(): Promise<void>;
}

/** Windows of 5 s every 2.5 s, in samples at 16 kHz; the last one ends with the sound. One for a shorter sound. */
export function voiceWindows(
  sampleCount: number,
): readonly { readonly start: number; readonly end: number }[] {
  if (sampleCount <= WINDOW) return [{ start: 0, end: sampleCount }];
  const count = Math.ceil((sampleCount - WINDOW) / HOP) + 1;
  return Array.from({ length: count }, (_, index) => {
    const start = Math.min(index * HOP, sampleCount - WINDOW);
    return { start, end: start + WINDOW };
  });
}

/** @returns a corrupt or missing file by name; rejects when the runtime refuses verified bytes. */
export async function loadVoiceNetwork(
  { assets, createSession }: { readonly assets: AssetSource; readonly createSession: CreateSession },
  signal?: AbortSignal,
): Promise<Result<VoiceNetwork, AssetError>> {
  const manifest = await loadManifest(assets, VOICE_MODEL, signal);
  if (!manifest.ok) return manifest;
  const file = findFile(manifest.value, 'network');
  if (file === undefined) return err({ code: 'model-corrupt', modelId: VOICE_MODEL, path: 'network' });
  const bytes = await loadVerified(assets, VOICE_MODEL, file, signal);
  if (!bytes.ok) return bytes;
  return ok(createVoiceNetwork(manifest.value, await createSession(bytes.value)));
}

function createVoiceNetwork(manifest: ModelManifest, session: TensorSession): VoiceNetwork {
  const temperature = manifest.output.temperature ?? 1;
  return {
    manifest,
    async readWindow(samples) {
      const data = new Float32Array(Math.max(samples.length, SHORTEST));
      data.set(samples);
      const outputs = await session.run({ sound: { type: 'float32', dims: [1, data.length], data } });
      return { logits: floats(outputs, 'logits', LABELS.length), arousal: floats(outputs, 'arousal', 1)[0]! };
    },
    pool(windows) {
      const total = windows.reduce((sum, { weight }) => sum + weight, 0);
      const mean = (valueOf: (reading: WindowReading) => number) =>
        windows.reduce((sum, { reading, weight }) => sum + (weight / total) * valueOf(reading), 0);
      const distribution = softmax(
        LABELS.map((_, index) => mean(({ logits }) => logits[index]! / temperature)),
      );
      return {
        distribution,
        valence: placeOf(distribution).valence,
        arousal: mean(({ arousal }) => arousal),
      };
    },
    release: () => session.release(),
  };
}

function floats(outputs: Readonly<Record<string, Tensor>>, name: string, length: number): readonly number[] {
  const tensor = outputs[name];
  if (tensor?.type !== 'float32' || tensor.data.length !== length)
    throw new TypeError(`the network has no output "${name}" of ${length} floats`);
  return [...tensor.data];
}
