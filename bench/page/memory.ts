/** Chromium's; counts workers and their WebAssembly memory, which `performance.memory` does not. */
interface MeasuresMemory {
  measureUserAgentSpecificMemory?: () => Promise<{ readonly bytes: number }>;
}

/** Bytes of the page and its workers; `null` where the browser does not say. Waits for a garbage collection. */
export async function measureMemory(): Promise<number | null> {
  const measure = (performance as MeasuresMemory).measureUserAgentSpecificMemory;
  return measure === undefined ? null : (await measure.call(performance)).bytes;
}
