import { err, ok, type Result } from '@undertone/base/result';

export type PhotoDecodeFailure = 'empty' | 'too-large' | 'not-a-picture';

/** A phone's photo in full quality is some 15 MB. */
export const PHOTO_MOST_BYTES = 30 * 1024 * 1024;
/** Four bytes each: 200 MB while it is decoded. */
export const PHOTO_MOST_PIXELS = 50_000_000;
/** Longer side of what is looked at: beyond it a face gains no detail that the readers use. */
export const PHOTO_SIDE = 1280;

/** `createImageBitmap`, as far as it is used. */
export type DecodePicture = (source: Blob | ImageBitmap, options: ImageBitmapOptions) => Promise<ImageBitmap>;

interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** What decodes pictures; a browser's in camera-browser.ts. */
export interface PhotoHost {
  readonly decode: DecodePicture;
  /** From the file's header, with no pixel decoded; `null` where it has none that can be read. */
  readonly sizeOf: (photo: Blob) => Promise<PictureSize | null>;
}

/** The picture as the camera was held (EXIF), its longer side at most {@link PHOTO_SIDE} pixels. */
export async function decodePhoto(
  photo: Blob,
  { decode, sizeOf }: PhotoHost,
): Promise<Result<ImageBitmap, PhotoDecodeFailure>> {
  if (photo.size === 0) return err('empty');
  if (photo.size > PHOTO_MOST_BYTES) return err('too-large');
  const size = await sizeOf(photo);
  if (size !== null && size.width * size.height > PHOTO_MOST_PIXELS) return err('too-large');
  let whole: ImageBitmap;
  try {
    whole = await decode(photo, { imageOrientation: 'from-image' });
  } catch {
    return err('not-a-picture');
  }
  const { width, height } = whole;
  const scale = PHOTO_SIDE / Math.max(width, height);
  if (scale >= 1) return ok(whole);
  try {
    if (width * height > PHOTO_MOST_PIXELS) return err('too-large');
    return ok(
      await decode(whole, {
        resizeWidth: Math.max(1, Math.round(width * scale)),
        resizeHeight: Math.max(1, Math.round(height * scale)),
        resizeQuality: 'high',
      }),
    );
  } finally {
    whole.close();
  }
}
