import { likeliest } from '@undertone/emotion/distribution';
import { LABELS } from '@undertone/emotion/labels';
import { loadVoiceNetwork, voiceWindows, type VoiceNetwork } from '@undertone/inference/voice/voice-network';
import { folderAssets, nodeSessions } from './node-models.ts';
import type { Prediction } from './predictions.ts';
import { readSounds, readVoiceManifest, type VoiceClip } from './voice-corpus.ts';
import type { ScoredClip } from './voice-metrics.ts';

export interface VoiceEvaluation {
  /** Only the clips of this split; all of them when left out. */
  readonly split?: string | undefined;
  /** Only this corpus. */
  readonly source?: string | undefined;
}

export interface EvaluatedClips {
  readonly scored: readonly ScoredClip[];
  /** Of the clips of the seven labels. */
  readonly predictions: readonly Prediction[];
}

/**
 * The network on whole clips, in the product's windows, pooled by their length. Neither voice activity nor the prosody
 * against a usual voice is in it: a clip's speaker has none. Decoding is not timed.
 */
export async function readVoiceFolder(
  folder: string,
  { split, source }: VoiceEvaluation,
): Promise<EvaluatedClips> {
  const loaded = await loadVoiceNetwork({ assets: folderAssets(), createSession: nodeSessions() });
  if (!loaded.ok) throw new Error(`the network does not load: ${JSON.stringify(loaded.error)}`);
  const network = loaded.value;
  const clips = (await readVoiceManifest(folder)).filter(
    (clip) => (split ?? clip.split) === clip.split && (source ?? clip.source) === clip.source,
  );
  if (clips.length === 0) throw new Error(`${folder}: no such clips`);
  const scored: ScoredClip[] = [];
  const predictions: Prediction[] = [];
  for (const [corpus, members] of Map.groupBy(clips, (clip) => clip.source)) {
    for await (const { clip, samples } of readSounds(folder, corpus, members)) {
      const reading = await readClip(network, samples);
      const { distribution, arousal, valence, abstained, elapsedMs } = reading;
      scored.push({ ...clip, sex: sexOf(clip), distribution, arousal, abstained, elapsedMs });
      const label = LABELS.find((each) => each === clip.label);
      if (label === undefined) continue;
      predictions.push({
        ...{ modality: 'voice', source: clip.source, split: clip.split, group: clip.speaker, label },
        distribution: LABELS.map((each) => distribution[each]),
        ...{ valence, arousal, quality: 1, abstained: abstained ? 'low-confidence' : null },
      });
    }
  }
  await network.release();
  return { scored, predictions };
}

async function readClip(network: VoiceNetwork, samples: Float32Array) {
  const startedAt = performance.now();
  const windows = [];
  for (const { start, end } of voiceWindows(samples.length))
    windows.push({ reading: await network.readWindow(samples.subarray(start, end)), weight: end - start });
  const pooled = network.pool(windows);
  const elapsedMs = performance.now() - startedAt;
  const abstained =
    pooled.distribution[likeliest(pooled.distribution)] < (network.manifest.output.leastProbability ?? 0);
  return { ...pooled, abstained, elapsedMs };
}

/** Burkhardt et al. 2005 list EMO-DB's speakers; RAVDESS numbers its men odd. The other manifests say nothing. */
const EMODB_WOMEN: ReadonlySet<number> = new Set([8, 9, 13, 14, 16]);

function sexOf({ source, speaker }: VoiceClip): ScoredClip['sex'] {
  const number = Number(speaker.slice(source.length + 1));
  if (source === 'ravdess') return number % 2 === 1 ? 'male' : 'female';
  if (source === 'emodb') return EMODB_WOMEN.has(number) ? 'female' : 'male';
  return null;
}
