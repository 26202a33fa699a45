/** Made by web/build/model-assets.ts. */
declare module 'virtual:undertone-models' {
  export const MODELS: readonly import('./model-files.ts').ShippedModel[];
  export const RUNTIME_FILE: { readonly bytes: number; readonly sha256: string };
  export const PACK_PINS: readonly import('../packs/pack-pin.ts').PackPin[];
  export const VISION_RUNTIME_FILE: { readonly bytes: number; readonly sha256: string };
}
