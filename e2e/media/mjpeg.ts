import { readFileSync, writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

/** Size of every frame: what the app asks its camera for. */
export const FRAME = { width: 640, height: 480 } as const;

export interface Scene {
  /** Pictures placed in the frame, later ones in front. */
  readonly pictures?: readonly {
    readonly file: string;
    /** Centre and height as shares of the frame. */
    readonly x: number;
    readonly y: number;
    readonly height: number;
  }[];
  /** SVG drawn over the whole frame. */
  readonly svg?: string;
  readonly background?: string;
  /** 1 as it is, .05 a dark room. */
  readonly brightness?: number;
}

/**
 * Writes JPEG frames joined into one file, which is what Chromium plays into its fake camera. The scene sways by a
 * few pixels from frame to frame, as a hand-held phone does.
 */
export async function writeCameraFile(
  browser: Browser,
  path: string,
  scene: Scene,
  frames = 12,
): Promise<string> {
  const page = await browser.newPage();
  const pictures = (scene.pictures ?? []).map(({ file, ...place }) => ({
    ...place,
    url: `data:image/png;base64,${readFileSync(file).toString('base64')}`,
  }));
  const svg = scene.svg === undefined ? null : `data:image/svg+xml,${encodeURIComponent(scene.svg)}`;
  const encoded = await page.evaluate(
    async ({ pictures, svg, background, brightness, frames, width, height }) => {
      const load = async (url: string) => {
        const image = new Image();
        image.src = url;
        await image.decode();
        return image;
      };
      const loaded = await Promise.all(
        pictures.map(async (picture) => ({ ...picture, image: await load(picture.url) })),
      );
      const overlay = svg === null ? null : await load(svg);
      const canvas = document.createElement('canvas');
      canvas.width = width;
      canvas.height = height;
      const context = canvas.getContext('2d')!;
      return Array.from({ length: frames }, (_, frame) => {
        const sway = Math.sin((2 * Math.PI * frame) / frames) * 3;
        context.filter = 'none';
        context.fillStyle = background;
        context.fillRect(0, 0, width, height);
        context.filter = `brightness(${brightness})`;
        for (const { image, x, y, height: share } of loaded) {
          const tall = share * height;
          const wide = (tall * image.width) / image.height;
          context.drawImage(image, x * width - wide / 2 + sway, y * height - tall / 2, wide, tall);
        }
        if (overlay !== null) context.drawImage(overlay, sway, 0, width, height);
        return canvas.toDataURL('image/jpeg', 0.92).split(',')[1]!;
      });
    },
    {
      pictures,
      svg,
      background: scene.background ?? '#9a948c',
      brightness: scene.brightness ?? 1,
      frames,
      ...FRAME,
    },
  );
  await page.close();
  writeFileSync(path, Buffer.concat(encoded.map((frame) => Buffer.from(frame, 'base64'))));
  return path;
}
