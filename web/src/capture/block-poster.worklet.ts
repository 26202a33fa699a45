/** Globals of an AudioWorkletGlobalScope (Web Audio API, W3C), which the DOM's types lack. */
declare const sampleRate: number;
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

/** Sends its first input to the page, mono, in blocks of 50 ms; its output stays silent. */
class BlockPoster extends AudioWorkletProcessor {
  #block = new Float32Array(Math.round(sampleRate / 20));
  #filled = 0;

  process(inputs: readonly (readonly Float32Array[])[]): boolean {
    let samples = inputs[0]?.[0];
    while (samples !== undefined && samples.length > 0) {
      const some = samples.subarray(0, this.#block.length - this.#filled);
      this.#block.set(some, this.#filled);
      this.#filled += some.length;
      samples = samples.subarray(some.length);
      if (this.#filled < this.#block.length) break;
      this.port.postMessage(this.#block, [this.#block.buffer]);
      this.#block = new Float32Array(Math.round(sampleRate / 20));
      this.#filled = 0;
    }
    return true;
  }
}

registerProcessor('block-poster', BlockPoster);
