/** MediaPipe's WebAssembly, which the worker asks the page for like a model's file. */
export const VISION_RUNTIME = { id: 'vision-runtime', path: 'vision.wasm' } as const;
