/** Made by web/build/gazetteer/gazetteer-assets.ts. */
declare module 'virtual:undertone-places' {
  interface PlaceFile {
    readonly url: string;
    /** Packed. */
    readonly bytes: number;
    readonly sha256: string;
  }
  export const PLACE_FILES: Readonly<Record<'towns' | 'villages' | 'postcodes', PlaceFile>>;
}
