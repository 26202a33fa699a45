/** Where a recording grows: mono samples, up to a number that is allotted before the first. */
export interface SoundStore {
  /** Samples that fit. */
  readonly capacity: number;
  readonly length: number;
  /** Adds what fits, and says how many that were. */
  append(samples: Float32Array): number;
  /** What was stored. The store is empty afterwards and takes no more. */
  take(): Float32Array<ArrayBuffer>;
  /** Overwrites everything with zeros before it is let go. */
  erase(): void;
}

/** A recording shorter than this would not be worth beginning: 5 s at 16 kHz. */
const LEAST_SAMPLES = 80_000;

/**
 * Allots before recording, so that memory cannot run out in the middle of a sentence: where `most` does not fit, half
 * of it is tried, and so on.
 * @param allocate throws a RangeError when there is no room.
 */
export function createSoundStore(
  most: number,
  allocate: (samples: number) => Float32Array<ArrayBuffer> = (samples) => new Float32Array(samples),
): SoundStore {
  let store = allot(most, allocate);
  let length = 0;
  return {
    capacity: store.length,
    get length() {
      return length;
    },
    append(samples) {
      const fitting = samples.subarray(0, store.length - length);
      store.set(fitting, length);
      length += fitting.length;
      return fitting.length;
    },
    take() {
      // Cut in place where the browser can: a copy of five minutes is another 19 MB.
      const taken = new Float32Array(store.buffer.transfer(length * Float32Array.BYTES_PER_ELEMENT));
      store = new Float32Array(0);
      length = 0;
      return taken;
    },
    erase() {
      store.fill(0);
      store = new Float32Array(0);
      length = 0;
    },
  };
}

function allot(most: number, allocate: (samples: number) => Float32Array<ArrayBuffer>) {
  for (let samples = most; ; samples = Math.ceil(samples / 2)) {
    try {
      return allocate(samples);
    } catch (cause) {
      if (!(cause instanceof RangeError) || samples <= LEAST_SAMPLES) throw cause;
    }
  }
}
