/** MediaPipe's loader as a module, which its package exports without types. */
declare module '@mediapipe/tasks-vision/vision_wasm_module_internal.js' {
  /** Emscripten's: starts the WebAssembly that the options hold. */
  const createVisionModule: (options?: object) => Promise<object>;
  export default createVisionModule;
}
