/**
 * node scripts/evaluate-usual-voice.ts FOLDER [--split dev] [--levelled]
 *
 * Energy and tension against the speaker's own usual voice, on a folder laid out like `voice DIR` of evaluate.ts. Up to
 * five neutral clips of each speaker are the usual voice (one more is kept back), all other clips are compared with it;
 * speakers with fewer than three are left out. Once from prosody alone, once with the network's arousal.
 * The last line is one JSON object: by corpus, the area under the curve of energy (anger, fear, joy, surprise over
 * neutral, sadness), of tension (anger, fear over the rest, and over neutral alone), and where the neutral clips that
 * were kept back lie (0 would be usual). `--levelled` leaves intensity out: of clips brought to one peak it says how
 * peaked they are instead of how loud.
 */
import { parseArgs } from 'node:util';
import { compareWithUsual } from '@undertone/inference/voice/compare-with-usual';
import { learnUsualVoice } from '@undertone/inference/voice/learn-usual-voice';
import type { VoiceSample } from '@undertone/inference/voice/usual-voice';
import { createVoiceReader } from '@undertone/inference/voice/voice-reader';
import { folderAssets, nodeSessions } from './node-models.ts';
import { readSounds, readVoiceManifest } from './voice-corpus.ts';
import { areaUnderCurve } from './voice-metrics.ts';

const CALIBRATION_CLIPS = 5;
const LEAST_NEUTRAL = 3;
const ACTIVATED = new Set(['anger', 'fear', 'joy', 'surprise']);
const STRESSED = new Set(['anger', 'fear']);

interface Measured {
  readonly speaker: string;
  readonly label: string;
  readonly sample: VoiceSample;
}

interface Compared {
  readonly label: string;
  readonly energy: number;
  readonly tension: number;
}

/** Without a number for it, arousal is neither learnt nor compared. */
function withoutNetwork(measured: Measured): Measured {
  return { ...measured, sample: { ...measured.sample, arousal: Number.NaN } };
}

function compareSpeakers(clips: readonly Measured[]): readonly Compared[] {
  return [...Map.groupBy(clips, ({ speaker }) => speaker).values()].flatMap((ofSpeaker) => {
    const neutral = ofSpeaker.filter(({ label }) => label === 'neutral');
    if (neutral.length < LEAST_NEUTRAL) return [];
    const calibration = neutral.slice(0, Math.min(CALIBRATION_CLIPS, neutral.length - 1));
    const usual = learnUsualVoice(
      null,
      calibration.map(({ sample }) => sample),
      0,
    );
    return ofSpeaker
      .filter((clip) => !calibration.includes(clip))
      .map(({ label, sample }) => {
        const { energy, tension } = compareWithUsual(sample, usual);
        return { label, energy: energy.z, tension: tension.z };
      });
  });
}

function figuresOf(compared: readonly Compared[]) {
  const curve = (clips: readonly Compared[], positive: ReadonlySet<string>, axis: 'energy' | 'tension') =>
    areaUnderCurve(clips.map((clip) => ({ positive: positive.has(clip.label), score: clip[axis] })));
  const neutral = compared.filter(({ label }) => label === 'neutral');
  const mean = (axis: 'energy' | 'tension') =>
    neutral.reduce((sum, clip) => sum + clip[axis], 0) / neutral.length;
  const known = compared.filter(
    ({ label }) => ACTIVATED.has(label) || ['neutral', 'sadness'].includes(label),
  );
  return {
    clips: compared.length,
    energyArousalAuc: curve(known, ACTIVATED, 'energy'),
    tensionStressAuc: curve(compared, STRESSED, 'tension'),
    tensionStressOverNeutralAuc: curve(
      compared.filter(({ label }) => STRESSED.has(label) || label === 'neutral'),
      STRESSED,
      'tension',
    ),
    neutralKeptBack: { clips: neutral.length, energy: mean('energy'), tension: mean('tension') },
  };
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { split: { type: 'string' }, levelled: { type: 'boolean', default: false } },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error('usage: node scripts/evaluate-usual-voice.ts FOLDER [--split dev] [--levelled]');
  process.exit(2);
}
const clips = (await readVoiceManifest(folder)).filter(({ split }) => (values.split ?? split) === split);
const reader = createVoiceReader({ assets: folderAssets(), createSession: nodeSessions() });
const bySource: Record<string, object> = {};
for (const [source, members] of Map.groupBy(clips, (clip) => clip.source)) {
  const measured: Measured[] = [];
  for await (const { clip, samples } of readSounds(folder, source, members)) {
    const reading = await reader.read(samples);
    if (!reading.ok) throw new Error(`${clip.file}: ${JSON.stringify(reading.error)}`);
    const { score, detail } = reading.value;
    const { quality } = detail;
    const prosody = values.levelled ? { ...detail.prosody, intensity: null } : detail.prosody;
    measured.push({
      speaker: clip.speaker,
      label: clip.label,
      sample: { prosody, arousal: score.arousal, speechSeconds: quality.speechSeconds },
    });
  }
  bySource[source] = {
    prosodyAlone: figuresOf(compareSpeakers(measured.map(withoutNetwork))),
    withNetwork: figuresOf(compareSpeakers(measured)),
  };
}
const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(4)) : value);
console.log(JSON.stringify({ split: values.split ?? 'all', levelled: values.levelled, bySource }, rounded));
