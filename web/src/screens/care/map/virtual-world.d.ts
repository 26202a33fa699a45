/** Made by web/build/world-outlines.ts. */
declare module 'virtual:undertone-world' {
  export const WORLD_JSON: string;
}
