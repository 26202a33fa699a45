import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { VoiceSample } from '@undertone/inference/voice/usual-voice';
import type { VoiceProblem, VoiceReading } from '@undertone/inference/voice/voice-reading';
import type { VoiceMinute } from './voice-minute.ts';

/** Everyday sentences without feeling in them; their words are in the catalogue. */
export const SENTENCES = [1, 2, 3, 4, 5] as const;

export type Sentence = (typeof SENTENCES)[number];

/** A sentence takes some four seconds; hesitation is welcome. */
export const SENTENCE_MOST_SECONDS = 20;

const LEAST_SPEECH_SECONDS = 1.2;
/** A single sentence is little speech anyway; these make a reference worthless. */
const UNUSABLE: readonly VoiceProblem[] = ['silence', 'not-speech'];

/** Five sentences read aloud, each through the same voice minute. */
export interface Calibration {
  readonly samples: ReadonlySignal<ReadonlyMap<Sentence, VoiceSample>>;
  /** The sentence to be read now; `null` once all are done. */
  readonly current: ReadonlySignal<Sentence | null>;
  /** Puts one sentence back among those to be read, and before the others. */
  redo(sentence: Sentence): void;
  redoAll(): void;
  dispose(): void;
}

export function createCalibration(minute: VoiceMinute): Calibration {
  const samples = signal<ReadonlyMap<Sentence, VoiceSample>>(new Map());
  const current = computed(() => SENTENCES.find((sentence) => !samples.value.has(sentence)) ?? null);
  const set = (change: (next: Map<Sentence, VoiceSample>) => void) => {
    const next = new Map(samples.peek());
    change(next);
    samples.value = next;
    minute.startOver();
  };
  const unfollow = effect(() => {
    const stage = minute.stage.value;
    const sentence = current.peek();
    if (stage.kind !== 'read' || sentence === null || !isUsable(stage.reading)) return;
    set((next) => next.set(sentence, sampleOf(stage.reading)));
  });
  return {
    samples,
    current,
    redo: (sentence) => set((next) => next.delete(sentence)),
    redoAll: () => set((next) => next.clear()),
    dispose() {
      unfollow();
      minute.dispose();
    },
  };
}

export function sampleOf({ score, detail }: VoiceReading): VoiceSample {
  return {
    prosody: detail.prosody,
    arousal: detail.windows.length === 0 ? Number.NaN : score.arousal,
    speechSeconds: detail.quality.speechSeconds,
  };
}

function isUsable({ detail }: VoiceReading): boolean {
  return (
    detail.quality.speechSeconds >= LEAST_SPEECH_SECONDS &&
    !detail.problems.some((problem) => UNUSABLE.includes(problem))
  );
}
